package io.callstream.analytics.rule;

import io.callstream.settings.Similar;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import org.apache.avro.specific.SpecificRecord;

/** Reads expressions: comparisons of a column with a value, put together by and, or, not and parentheses. For one thread. */
final class ConditionParser {
    private static final int DEEPEST = 50;

    private final List<Token> tokens;
    private int next;
    private int depth;

    ConditionParser(String expression) {
        this.tokens = Token.of(expression);
    }

    Predicate<SpecificRecord> parse() {
        Predicate<SpecificRecord> condition = either();
        Token rest = peek();
        if (rest.kind() != Token.Kind.END) {
            throw new ConditionException(rest.position(), rest + " is too much (expected and, or, or the end)");
        }
        return condition;
    }

    private Predicate<SpecificRecord> either() {
        Predicate<SpecificRecord> condition = both();
        while (take("or")) {
            condition = condition.or(both());
        }
        return condition;
    }

    private Predicate<SpecificRecord> both() {
        Predicate<SpecificRecord> condition = single();
        while (take("and")) {
            condition = condition.and(single());
        }
        return condition;
    }

    private Predicate<SpecificRecord> single() {
        if (++depth > DEEPEST) {
            throw new ConditionException(peek().position(), "too deep (at most " + DEEPEST + " levels)");
        }
        try {
            if (take("not")) {
                return single().negate();
            }
            if (take("(")) {
                Predicate<SpecificRecord> inner = either();
                expect(")");
                return inner;
            }
            return comparison();
        } finally {
            depth--;
        }
    }

    private Predicate<SpecificRecord> comparison() {
        Token column = column();
        String name = column.text().toLowerCase(Locale.ROOT);
        if (take("is")) {
            boolean not = take("not");
            expect("null");
            return event -> (Columns.value(event, name) == null) != not;
        }
        boolean not = take("not");
        if (take("in")) {
            Predicate<SpecificRecord> in = in(name);
            return not ? in.negate() : in;
        }
        if (not) {
            throw new ConditionException(peek().position(), peek() + " stands where in was expected");
        }
        return compared(column, name);
    }

    private Predicate<SpecificRecord> compared(Token column, String name) {
        for (Comparison comparison : Comparison.values()) {
            for (String sign : comparison.signs()) {
                if (take(sign)) {
                    return comparison.of(name, value(name));
                }
            }
        }
        if (Columns.kind(name) == Columns.Kind.FLAG) {
            return event -> Boolean.TRUE.equals(Columns.value(event, name));
        }
        throw new ConditionException(
                peek().position(),
                peek() + " stands where a comparison of " + column.text()
                        + " was expected (=, !=, <, <=, >, >=, in, is null)");
    }

    private Predicate<SpecificRecord> in(String name) {
        expect("(");
        List<Predicate<SpecificRecord>> any = new ArrayList<>();
        do {
            any.add(Comparison.EQUAL.of(name, value(name)));
        } while (take(","));
        expect(")");
        return event -> any.stream().anyMatch(each -> each.test(event));
    }

    private Token column() {
        Token token = tokens.get(next);
        if (token.kind() != Token.Kind.NAME) {
            throw new ConditionException(token.position(), token + " stands where a column was expected");
        }
        String name = token.text().toLowerCase(Locale.ROOT);
        if (!Columns.has(name)) {
            throw new ConditionException(
                    token.position(),
                    "there is no column " + token
                            + Similar.to(name, Columns.names())
                                    .map(meant -> " (did you mean " + meant + "?)")
                                    .orElse(" (see docs/reference/events.md)"));
        }
        next++;
        return token;
    }

    private Object value(String column) {
        Token token = tokens.get(next);
        Columns.Kind kind = Columns.kind(column);
        if (kind == Columns.Kind.TEXT && token.kind() == Token.Kind.TEXT) {
            next++;
            return token.text();
        }
        if (kind == Columns.Kind.NUMBER && token.kind() == Token.Kind.NUMBER) {
            next++;
            return Double.parseDouble(token.text());
        }
        if (kind == Columns.Kind.FLAG && (token.is("true") || token.is("false"))) {
            next++;
            return token.is("true");
        }
        String expected = switch (kind) {
            case TEXT -> "a text in single quotes";
            case NUMBER -> "a number";
            case FLAG -> "true or false";
        };
        throw new ConditionException(
                token.position(), token + " stands where " + expected + " was expected, as " + column + " has it");
    }

    private boolean take(String word) {
        if (!peek().is(word)) {
            return false;
        }
        next++;
        return true;
    }

    private void expect(String word) {
        if (!take(word)) {
            throw new ConditionException(peek().position(), peek() + " stands where '" + word + "' was expected");
        }
    }

    private Token peek() {
        return tokens.get(next);
    }
}
