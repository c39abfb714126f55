package io.callstream.gateway.prompt;

import io.callstream.json.JsonText;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** JSON with holes that variables fill: pieces of it, and the names of what stands between them. Immutable. */
final class TemplateText {
    /** Blanks around a name do not matter; what is no name, such as JSON in double braces, stays as it is. */
    private static final Pattern VARIABLE = Pattern.compile("\\{\\{\\s*([\\p{L}_][\\p{L}\\p{N}_.-]*)\\s*\\}\\}");

    private final List<Piece> pieces;

    private TemplateText(List<Piece> pieces) {
        this.pieces = List.copyOf(pieces);
    }

    /**
     * A piece.
     *
     * @param json written as it stands
     * @param variable what follows it; null when nothing does
     * @param written the variable as it stood in the template, ready to stand in a JSON string
     */
    private record Piece(String json, @Nullable String variable, String written) {}

    /** Puts one together. */
    static final class Builder {
        private final List<Piece> pieces = new ArrayList<>();
        private final StringBuilder json = new StringBuilder();

        /** What stands there whatever the variables are. */
        Builder json(CharSequence text) {
            json.append(text);
            return this;
        }

        /** A JSON string, quotes included, whose text may hold variables. */
        Builder string(String text) {
            json.append('"');
            Matcher matcher = VARIABLE.matcher(text);
            int at = 0;
            while (matcher.find()) {
                json.append(escaped(text.substring(at, matcher.start())));
                pieces.add(new Piece(json.toString(), matcher.group(1), escaped(matcher.group())));
                json.setLength(0);
                at = matcher.end();
            }
            json.append(escaped(text.substring(at))).append('"');
            return this;
        }

        TemplateText build() {
            List<Piece> all = new ArrayList<>(pieces);
            all.add(new Piece(json.toString(), null, ""));
            return new TemplateText(all);
        }
    }

    /** Variables in it that have no value, each once. */
    void missing(Variables variables, List<String> missing) {
        for (Piece piece : pieces) {
            String name = piece.variable();
            if (name != null && variables.json(name) == null && !missing.contains(name)) {
                missing.add(name);
            }
        }
    }

    /** What has no value stays as it is. */
    void fill(Variables variables, StringBuilder out) {
        for (Piece piece : pieces) {
            out.append(piece.json());
            String name = piece.variable();
            if (name != null) {
                String value = variables.text(name);
                out.append(value == null ? piece.written() : escaped(value));
            }
        }
    }

    /** For the inside of a JSON string. */
    private static String escaped(String text) {
        String quoted = JsonText.quoted(text);
        return quoted.substring(1, quoted.length() - 1);
    }
}
