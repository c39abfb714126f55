package io.callstream.cli.readme;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a reader of a page would copy. */
final class Readme {
    private static final Pattern INLINE = Pattern.compile("`(\\./callstream [^`]+)`");
    private static final Pattern FENCED = Pattern.compile("(?s)```.*?```");
    private static final Pattern YAML = Pattern.compile("(?s)```yaml\n(.*?)```");

    private final String page;
    private final String text;

    private Readme(String page, String text) {
        this.page = page;
        this.text = text;
    }

    static Readme of(Path home) throws IOException {
        return of(home, "README.md");
    }

    /** @param page its path below the root of the repository */
    static Readme of(Path home, String page) throws IOException {
        return new Readme(page, Files.readString(home.resolve(page)));
    }

    /** The only YAML block: a configuration file. */
    String config() {
        return YAML.matcher(text).results().findFirst().orElseThrow().group(1);
    }

    /** Every command, in the order of the page, without its comment; one over several lines is one. */
    List<String> commands() {
        List<String> commands = new ArrayList<>();
        for (String line :
                FENCED.matcher(text).replaceAll("").replace("\\\n", " ").lines().toList()) {
            if (line.startsWith("    ")) {
                commands.add(line.replaceFirst("\\s{2,}#.*", "").strip());
            } else {
                Matcher inline = INLINE.matcher(line);
                inline.results().map(MatchResult::group).map(Readme::unquoted).forEach(commands::add);
            }
        }
        return commands;
    }

    /** The one command that starts so. */
    String command(String start) {
        List<String> found =
                commands().stream().filter(command -> command.startsWith(start)).toList();
        if (found.size() != 1) {
            throw new AssertionError(page + " has " + found.size() + " commands that start with: " + start);
        }
        return found.get(0);
    }

    private static String unquoted(String code) {
        return code.substring(1, code.length() - 1);
    }
}
