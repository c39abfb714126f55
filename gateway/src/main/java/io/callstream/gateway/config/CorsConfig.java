package io.callstream.gateway.config;

import io.callstream.settings.Key;
import io.callstream.settings.KeyDraft;
import io.callstream.settings.Section;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Which pages in browsers may call, and what browsers are answered about that.
 *
 * @param origins empty when nothing is said about them
 * @param allowHeaders headers that a page may send; none is all that it asks for
 * @param exposeHeaders headers of answers that a page may see
 * @param allowCredentials whether a browser may send what it has of the gateway (cookies, certificates)
 * @param maxAge how long a browser need not ask again
 */
public record CorsConfig(
        Optional<List<String>> origins,
        List<String> allowHeaders,
        List<String> exposeHeaders,
        boolean allowCredentials,
        Duration maxAge) {
    private static final String ANY = "*";
    /** As browsers write it: they compare it letter by letter. */
    private static final Pattern ORIGIN =
            Pattern.compile("[a-z][a-z0-9+.-]*://(?:[a-z0-9._-]+|\\[[0-9a-f:.]+])(?::[0-9]{1,5})?");

    static final Key<List<String>> ORIGINS = Key.texts("origins")
            .byDefault(List.of(), "")
            .says(
                    "Origins of web pages whose browsers may call, such as https://chat.example.com; `*` is any. By default"
                            + " any where keys are asked for, else those on the same machine only; [] is none.");
    static final Key<List<String>> ALLOW_HEADERS = headers("allow_headers")
            .byDefault(List.of(), "")
            .says("Headers that such a page may send; by default all that it asks for.");
    static final Key<List<String>> EXPOSE_HEADERS = headers("expose_headers")
            .byDefault(List.of(ANY), ANY)
            .says("Headers of answers that such a page may see; browsers that send credentials want them by name.");
    static final Key<Boolean> ALLOW_CREDENTIALS = Key.flag("allow_credentials")
            .byDefault("false")
            .says(
                    "Whether a browser may send cookies or certificates that it has for the gateway's address, as a proxy in front of"
                            + " it may want them; `origins` has to list the pages then. Keys need none of it.");
    static final Key<Duration> MAX_AGE = Key.duration("max_age")
            .min("0s")
            .byDefault("10m")
            .says("Time for which a browser need not ask again whether a page may call.");

    public CorsConfig {
        origins = origins.map(List::copyOf);
        allowHeaders = List.copyOf(allowHeaders);
        exposeHeaders = List.copyOf(exposeHeaders);
    }

    private static KeyDraft<List<String>> headers(String name) {
        return Key.texts(name).expecting(names -> names.stream().allMatch(HeaderLines::isName), "names of headers");
    }

    static CorsConfig read(Section cors) {
        List<String> listed = cors.get(ORIGINS).stream()
                .map(origin -> origin.toLowerCase(Locale.ROOT))
                .toList();
        listed.stream()
                .filter(origin -> !origin.equals(ANY) && !ORIGIN.matcher(origin).matches())
                .forEach(origin -> cors.problem(
                        ORIGINS.name(),
                        "has " + origin + " (expected * alone or scheme://host[:port], without a path)"));
        boolean credentials = cors.get(ALLOW_CREDENTIALS);
        if (credentials && (listed.isEmpty() || listed.contains(ANY))) {
            cors.problem(
                    ALLOW_CREDENTIALS.name(),
                    "is true, but " + ORIGINS.name() + " lists no pages (expected their origins: no browser sends"
                            + " credentials where any page may call)");
        }
        return new CorsConfig(
                cors.has(ORIGINS.name()) ? Optional.of(listed) : Optional.empty(),
                cors.get(ALLOW_HEADERS),
                cors.get(EXPOSE_HEADERS),
                credentials,
                cors.get(MAX_AGE));
    }
}
