package io.callstream.gateway.prompt;

import io.callstream.gateway.prompt.statement.StatementException;
import io.callstream.gateway.prompt.statement.StatementTemplate;
import io.callstream.settings.ConfigFile;
import io.callstream.settings.Problems;
import io.callstream.settings.Section;
import io.callstream.settings.SettingsException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A prompt in a file, as LiteLLM's dotprompt has them: parameters of the call in YAML between two lines of dashes, then the
 * text, in which lines that begin with {@code System:}, {@code User:} or {@code Assistant:} begin a message.
 *
 * @param labels that the file says its version has
 */
record PromptFile(PromptTemplate template, List<String> labels) {
    private static final Pattern FRONT =
            Pattern.compile("\\A---[ \\t]*\\R(.*?)^---[ \\t]*(?:\\R|\\z)", Pattern.DOTALL | Pattern.MULTILINE);
    private static final Pattern ROLE =
            Pattern.compile("^[ \\t]*(System|Developer|User|Assistant):[ \\t]*", Pattern.MULTILINE);
    private static final Pattern NUMBER = Pattern.compile(".*\\.v([\\w-]+)\\.prompt");

    /** About the prompt, and no parameters of calls. */
    private static final Set<String> ABOUT =
            Set.of("model", "version", "labels", "name", "description", "input", "output", "config", "metadata");

    /** A file that cannot be used. The message completes "The prompt's file …" and quotes nothing of it. */
    static final class InvalidFileException extends Exception {
        private static final long serialVersionUID = 1L;

        InvalidFileException(String message) {
            super(message, null, false, false);
        }
    }

    /** @param name of the file, which may say the version */
    static PromptFile read(String name, String text) throws InvalidFileException {
        String clean = text.startsWith("\ufeff") ? text.substring(1) : text;
        Matcher front = FRONT.matcher(clean);
        boolean has = front.find();
        Section head = head(has ? front.group(1) : "");
        String body = has ? clean.substring(front.end()) : clean;
        Matcher number = NUMBER.matcher(name);
        String version = head.text("version").orElse(number.matches() ? number.group(1) : null);
        PromptTemplate template = new PromptTemplate(
                StatementTemplate.in(body) ? statements(body) : parts(body),
                version,
                head.text("model").orElse(null),
                parameters(head),
                PromptTemplate.weightOf(text.length()));
        return new PromptFile(template, head.texts("labels"));
    }

    /** Whether it is what a call wants; a file without labels has every one. */
    boolean is(Wanted wanted) {
        boolean version = wanted.version() == null || wanted.version().equals(template.version());
        return version && (wanted.label() == null || labels.isEmpty() || labels.contains(wanted.label()));
    }

    private static Section head(String yaml) throws InvalidFileException {
        try {
            return ConfigFile.plain(yaml, "front matter", new Problems());
        } catch (SettingsException e) {
            throw new InvalidFileException("begins with something that is no YAML mapping");
        }
    }

    private static Map<String, String> parameters(Section head) {
        Map<String, String> parameters = new LinkedHashMap<>();
        if (head.isMapping("config")) {
            Section config = head.section("config");
            config.keys().forEach(name -> put(parameters, config, name));
        }
        head.keys().stream().filter(name -> !ABOUT.contains(name)).forEach(name -> put(parameters, head, name));
        return parameters;
    }

    private static void put(Map<String, String> parameters, Section section, String name) {
        section.json(name).ifPresent(json -> parameters.put(name, json));
    }

    private static List<PromptTemplate.Part> statements(String body) throws InvalidFileException {
        try {
            return List.of(new PromptTemplate.Part.Statements(StatementTemplate.read(body)));
        } catch (StatementException e) {
            throw new InvalidFileException(String.valueOf(e.getMessage()));
        }
    }

    private static List<PromptTemplate.Part> parts(String body) {
        List<PromptTemplate.Part> parts = new ArrayList<>();
        Matcher role = ROLE.matcher(body);
        String current = null;
        int from = 0;
        while (role.find()) {
            add(parts, current, body.substring(from, role.start()));
            current = role.group(1).toLowerCase(Locale.ROOT);
            from = role.end();
        }
        add(parts, current, body.substring(from));
        return parts;
    }

    private static void add(List<PromptTemplate.Part> parts, @Nullable String role, String text) {
        String content = text.strip();
        if (role != null || !content.isEmpty()) {
            parts.add(new PromptTemplate.Part.Message(MessageTemplates.of(role == null ? "user" : role, content)));
        }
    }
}
