package io.callstream.gateway.prompt.statement;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One filling of a template: what values come to, within bounds. For one thread. */
final class Rendering {
    private static final String LOOP = "loop";
    private static final int MOST_STEPS = 100_000;
    private static final int MOST_CHARACTERS = 4 << 20;

    private final StatementTemplate.Messages messages = new StatementTemplate.Messages();
    private final Set<String> missing = new LinkedHashSet<>();
    private Scope scope;
    private int steps;
    private int characters;

    Rendering(Map<String, @Nullable Object> values) {
        this.scope = new Scope(values);
    }

    StatementTemplate.Filled filled() {
        return new StatementTemplate.Filled(messages.all(), List.copyOf(missing));
    }

    void all(List<Node> nodes) throws StatementException {
        for (Node node : nodes) {
            if (++steps > MOST_STEPS) {
                throw new StatementException("comes to more than " + MOST_STEPS + " steps with these values");
            }
            one(node);
        }
    }

    private void one(Node node) throws StatementException {
        if (node instanceof Node.Text text) {
            append(text.text());
        } else if (node instanceof Node.Role role) {
            messages.begin(role.role());
        } else if (node instanceof Node.Value value) {
            append(shown(value.expression()));
        } else if (node instanceof Node.If condition) {
            branch(condition);
        } else if (node instanceof Node.For loop) {
            loop(loop);
        }
    }

    private void append(String text) throws StatementException {
        characters += text.length();
        if (characters > MOST_CHARACTERS) {
            throw new StatementException("comes to more than " + MOST_CHARACTERS + " characters with these values");
        }
        messages.append(text);
    }

    private void branch(Node.If condition) throws StatementException {
        for (Node.Branch branch : condition.branches()) {
            if (scope.holds(branch.condition())) {
                all(branch.body());
                return;
            }
        }
    }

    private void loop(Node.For loop) throws StatementException {
        Object over = scope.value(loop.list());
        if (over == null && loop.list() instanceof Expression.Path path && !scope.isThere(path)) {
            missing.add(path.toString());
            return;
        }
        if (over != null && !(over instanceof List<?>) && !(over instanceof Map<?, ?>)) {
            throw new StatementException("goes through a value that is no list");
        }
        List<?> list = over instanceof Map<?, ?> map
                ? new ArrayList<>(map.keySet())
                : over instanceof List<?> elements ? elements : List.of();
        if (list.isEmpty()) {
            all(loop.otherwise());
        } else {
            each(loop, list);
        }
    }

    private void each(Node.For loop, List<?> list) throws StatementException {
        Scope around = scope;
        scope = around.copy();
        for (int at = 0; at < list.size(); at++) {
            scope.put(loop.name(), list.get(at));
            scope.put(
                    LOOP,
                    Map.of("index", at + 1L, "index0", (long) at, "first", at == 0, "last", at == list.size() - 1));
            all(loop.body());
        }
        scope = around;
    }

    private String shown(Expression expression) throws StatementException {
        Object value = scope.value(expression);
        if (value == null && expression instanceof Expression.Path path && !scope.isThere(path)) {
            missing.add(path.toString());
        }
        return Scope.text(value);
    }
}
