package io.callstream.console.call;

import java.util.List;

/**
 * What one side said.
 *
 * @param role system, user, assistant, tool, ...
 * @param parts in their order
 */
public record Turn(String role, List<Part> parts) {
    public Turn {
        parts = List.copyOf(parts);
    }

    /**
     * A piece of it.
     *
     * @param kind how it is shown
     * @param title a tool's name, an image's form; empty for plain text
     * @param text what it says; of an image its address
     */
    public record Part(Kind kind, String title, String text) {
        private static final int GLANCE = 2_000;
        private static final int LINES = 24;

        public boolean is(String name) {
            return kind.name().equalsIgnoreCase(name);
        }

        /** Whether it is longer than what is read at a glance. */
        public boolean isLong() {
            return text.length() > GLANCE || text.lines().skip(LINES).findAny().isPresent();
        }

        static Part text(String text) {
            return new Part(Kind.TEXT, "", text);
        }
    }

    /** What a piece can be. */
    public enum Kind {
        TEXT,
        THINKING,
        TOOL_CALL,
        TOOL_RESULT,
        /** One that is part of the request itself. */
        IMAGE,
        /** Something else, shown as it is. */
        OTHER
    }
}
