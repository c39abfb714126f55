package io.callstream.gateway.config;

import io.callstream.settings.Environment;
import io.callstream.settings.Key;
import io.callstream.settings.Secret;
import io.callstream.settings.Section;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Where and as whom Vertex AI is asked.
 *
 * @param project of Google Cloud
 * @param location a region, or {@code global}
 */
public record VertexOptions(String project, String location, GoogleLogin login) {
    static final String FORM = "vertex";
    static final Key<Optional<String>> PROJECT = Key.text("vertex_project")
            .optional()
            .says(
                    "Project of Google Cloud whose models are asked; by default from VERTEXAI_PROJECT, the credentials, or"
                            + " GOOGLE_CLOUD_PROJECT.");
    static final Key<Optional<String>> LOCATION = Key.text("vertex_location")
            .optional()
            .says("Region of Vertex AI, or global; by default from VERTEXAI_LOCATION, else us-central1.");
    static final Key<Optional<Secret>> CREDENTIALS = Key.secret("vertex_credentials")
            .optional()
            .says(
                    "Credentials of a Google account as JSON, or a file with them; by default what"
                            + " VERTEXAI_CREDENTIALS says, the file in GOOGLE_APPLICATION_CREDENTIALS, else what Google's libraries find on the machine.");

    /** LiteLLM's other names for the three. */
    static final class Also {
        static final Key<Optional<String>> PROJECT =
                Key.text("vertex_ai_project").optional().says("As vertex_project, which comes before it.");
        static final Key<Optional<String>> LOCATION =
                Key.text("vertex_ai_location").optional().says("As vertex_location, which comes before it.");
        static final Key<Optional<Secret>> CREDENTIALS =
                Key.secret("vertex_ai_credentials").optional().says("As vertex_credentials, which come before them.");

        private Also() {}
    }

    private static final String USUAL_LOCATION = "us-central1";
    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9.:-]*");
    private static final List<String> PROJECTS = List.of("VERTEXAI_PROJECT", "VERTEX_PROJECT");
    private static final List<String> LOCATIONS = List.of("VERTEXAI_LOCATION", "VERTEX_LOCATION");
    private static final List<String> LAST_PROJECTS = List.of("GOOGLE_CLOUD_PROJECT", "GCLOUD_PROJECT");
    private static final String INLINE = "VERTEXAI_CREDENTIALS";
    private static final String FILE = "GOOGLE_APPLICATION_CREDENTIALS";

    public VertexOptions {
        if (!NAME.matcher(project).matches() || !NAME.matcher(location).matches()) {
            throw new IllegalArgumentException("no project and location of Google Cloud: " + project + ", " + location);
        }
    }

    /** Where the location answers. */
    static URI address(Section params, Environment environment) {
        String location = location(params, environment);
        return URI.create(
                switch (location) {
                    case "global" -> "https://aiplatform.googleapis.com";
                    case "us", "eu" -> "https://aiplatform." + location + ".rep.googleapis.com";
                    default ->
                        "https://" + (isName(location) ? location : USUAL_LOCATION) + "-aiplatform.googleapis.com";
                });
    }

    /**
     * Reads what an entry says.
     *
     * @param needed whether the entry is for Vertex AI and nothing else, so that a missing project is a problem
     * @return empty when it cannot be asked
     */
    static Optional<VertexOptions> read(Section params, Environment environment, boolean needed) {
        Optional<GoogleLogin> login = login(params, environment, needed);
        String location = location(params, environment);
        Optional<String> also = params.get(Also.PROJECT);
        Optional<String> project = params.get(PROJECT)
                .or(() -> also)
                .or(() -> first(PROJECTS, environment))
                .or(() -> login.flatMap(GoogleLogin::project))
                .or(() -> first(LAST_PROJECTS, environment));
        if (project.isEmpty() && needed && !Told.of(params, PROJECT)) {
            params.problem(
                    PROJECT.name(), "is missing, and neither VERTEXAI_PROJECT nor the credentials name a project");
        }
        if (!isName(location)) {
            params.problem(
                    LOCATION.name(), "is no location of Vertex AI: '" + location + "' (us-central1 or global is one)");
            return Optional.empty();
        }
        if (project.isPresent() && !isName(project.get())) {
            params.problem(PROJECT.name(), "is no project of Google Cloud: '" + project.get() + "'");
            return Optional.empty();
        }
        return project.flatMap(name -> login.map(as -> new VertexOptions(name, location, as)));
    }

    private static boolean isName(String text) {
        return NAME.matcher(text).matches();
    }

    private static String location(Section params, Environment environment) {
        Optional<String> also = params.get(Also.LOCATION);
        return params.get(LOCATION)
                .or(() -> also)
                .or(() -> first(LOCATIONS, environment))
                .orElse(USUAL_LOCATION)
                .strip()
                .toLowerCase(Locale.ROOT);
    }

    private static Optional<String> first(List<String> variables, Environment environment) {
        return variables.stream()
                .flatMap(name -> environment.get(name).stream())
                .map(String::strip)
                .findFirst();
    }

    private static Optional<String> said(Section params, Key<Optional<Secret>> key) {
        return params.isMapping(key.name())
                ? params.json(key.name())
                : params.get(key).map(Secret::reveal);
    }

    private static Optional<GoogleLogin> login(Section params, Environment environment, boolean needed) {
        Optional<String> said = said(params, CREDENTIALS)
                .or(() -> said(params, Also.CREDENTIALS))
                .or(() -> environment.get(INLINE))
                .map(String::strip);
        if (said.isPresent() && said.get().startsWith("{")) {
            Optional<GoogleLogin> inline = GoogleLogin.Inline.of(said.get());
            if (inline.isEmpty()) {
                params.problem(
                        CREDENTIALS.name(), "is no JSON of a Google account (an object with a type is expected)");
            }
            return inline;
        }
        Optional<String> file = said.or(() -> environment.get(FILE));
        if (file.isEmpty()) {
            return Optional.of(new GoogleLogin.Usual());
        }
        Path path = Path.of(file.get());
        if (!Files.isReadable(path) || Files.isDirectory(path)) {
            if (!needed) {
                return Optional.empty(); // an entry for every provider goes without this one
            }
            String where = said.isPresent() ? "" : " (from " + FILE + ")";
            params.problem(CREDENTIALS.name(), "is neither JSON nor a file that can be read" + where);
            return Optional.empty();
        }
        return Optional.of(new GoogleLogin.File(path));
    }
}
