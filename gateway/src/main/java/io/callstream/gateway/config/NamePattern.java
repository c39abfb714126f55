package io.callstream.gateway.config;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A model's name in which each {@code *} stands for any text, such as {@code openai/*} or {@code a/*-eu/*}. Where several
 * readings fit, the first {@code *} takes as much as it can, as in LiteLLM.
 */
public final class NamePattern {
    private static final char STAR = '*';
    /** Nobody names a model longer; what compares texts stays cheap. */
    private static final int LONGEST = 1_000;

    private final String text;
    private final List<String> parts;

    public NamePattern(String text) {
        this.text = text;
        this.parts = split(text);
    }

    /** Whether it stands for more than one name. */
    public boolean isWild() {
        return parts.size() > 1;
    }

    public int stars() {
        return parts.size() - 1;
    }

    /** What stood in the place of each {@code *}; null when the name does not fit. */
    public @Nullable List<String> match(String name) {
        if (!isWild()) {
            return text.equals(name) ? List.of() : null;
        }
        String end = parts.get(stars());
        String start = parts.get(0);
        boolean fits = name.length() <= LONGEST && name.length() >= start.length() + end.length();
        return fits && name.startsWith(start) && name.endsWith(end)
                ? between(name, start.length(), name.length() - end.length())
                : null;
    }

    /** From the right, so that what is left of each part is as long as can be. */
    private @Nullable List<String> between(String name, int from, int to) {
        List<String> found = new ArrayList<>();
        int end = to;
        for (int i = stars() - 1; i > 0; i--) {
            String part = parts.get(i);
            int at = name.lastIndexOf(part, end - part.length());
            if (at < from) {
                return null;
            }
            found.add(0, name.substring(at + part.length(), end));
            end = at;
        }
        found.add(0, name.substring(from, end));
        return found;
    }

    /**
     * This pattern with texts in the place of its stars, in order.
     *
     * @param name what they are taken from; it stands for the whole when there are more texts than stars
     */
    public String fill(List<String> texts, String name) {
        if (!isWild()) {
            return text;
        }
        if (texts.size() > stars()) {
            return name;
        }
        StringBuilder filled = new StringBuilder(parts.get(0));
        for (int i = 0; i < stars(); i++) {
            filled.append(i < texts.size() ? texts.get(i) : "").append(parts.get(i + 1));
        }
        return filled.toString();
    }

    private static List<String> split(String text) {
        List<String> parts = new ArrayList<>();
        int from = 0;
        for (int at = text.indexOf(STAR); at >= 0; at = text.indexOf(STAR, from)) {
            parts.add(text.substring(from, at));
            from = at + 1;
        }
        parts.add(text.substring(from));
        return List.copyOf(parts);
    }

    @Override
    public String toString() {
        return text;
    }
}
