package io.callstream.gateway.prompt.statement;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A template with statements, ready to be filled; filling it changes nothing in it. Safe for use by several threads. */
public final class StatementTemplate {
    private final List<Node> nodes;

    private StatementTemplate(List<Node> nodes) {
        this.nodes = List.copyOf(nodes);
    }

    /** A message that came of it. */
    public record Message(String role, String content) {}

    /** @throws StatementException naming a statement that is not known, or not closed */
    public static StatementTemplate read(String text) throws StatementException {
        return new StatementTemplate(new StatementReader(text).read());
    }

    /** Whether a text has any. */
    public static boolean in(String text) {
        return text.contains("{%") || text.contains("{#");
    }

    /**
     * Its messages with these values.
     *
     * @throws StatementException when it comes to too much, or goes through what is no list
     */
    public Filled fill(Map<String, @Nullable Object> variables) throws StatementException {
        Rendering rendering = new Rendering(variables);
        rendering.all(nodes);
        return rendering.filled();
    }

    /**
     * What came of filling it.
     *
     * @param missing variables that were to be shown and have no value; when there is any, the messages are of no use
     */
    public record Filled(List<Message> messages, List<String> missing) {
        public Filled {
            messages = List.copyOf(messages);
            missing = List.copyOf(missing);
        }
    }

    /** Messages while they are put together: those without a word are left out, but for one that a template names. */
    static final class Messages {
        private final List<Message> done = new ArrayList<>();
        private final StringBuilder text = new StringBuilder();
        private @Nullable String role;

        void begin(String next) {
            end();
            role = next;
        }

        void append(String more) {
            text.append(more);
        }

        int length() {
            return text.length();
        }

        private void end() {
            String content = text.toString().strip();
            if (role != null || !content.isEmpty()) {
                done.add(new Message(role == null ? "user" : role, content));
            }
            text.setLength(0);
            role = null;
        }

        List<Message> all() {
            end();
            return List.copyOf(done);
        }
    }
}
