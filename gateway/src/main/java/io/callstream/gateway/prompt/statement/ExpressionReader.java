package io.callstream.gateway.prompt.statement;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads one expression; for one thread. */
final class ExpressionReader {
    static final Set<String> FILTERS = Set.of("default", "join", "length", "lower", "upper", "trim");

    private static final Pattern TOKEN = Pattern.compile(
            "\\s*(\"[^\"]*\"|'[^']*'|\\d+(?:\\.\\d+)?|[\\p{L}_][\\p{L}\\p{N}_-]*(?:\\.[\\p{L}\\p{N}_-]+)*|==|!=|<=|>=|[<>()|,])");
    private static final Set<String> COMPARISONS = Set.of("==", "!=", "<", ">", "<=", ">=", "in");
    private static final Set<String> WORDS = Set.of("and", "or", "not", "in", "is", "if", "else");
    private static final int DEEPEST = 32;
    /** Each of its parts is a step into the next, of which a thread has only so many. */
    private static final int LONGEST = 4_000;

    private final List<String> tokens = new ArrayList<>();
    private int at;
    private int depth;

    private ExpressionReader(String text) throws StatementException {
        if (text.length() > LONGEST) {
            throw new StatementException("has an expression that is too long (expected at most 4000 characters)");
        }
        Matcher matcher = TOKEN.matcher(text);
        int from = 0;
        while (from < text.length() && !text.substring(from).isBlank()) {
            if (!matcher.find(from) || matcher.start() != from) {
                throw new StatementException("has an expression that is not understood");
            }
            tokens.add(matcher.group(1));
            from = matcher.end();
        }
    }

    static Expression read(String text) throws StatementException {
        ExpressionReader reader = new ExpressionReader(text);
        Expression expression = reader.either();
        if (reader.at < reader.tokens.size()) {
            throw new StatementException("has an expression that is not understood");
        }
        return expression;
    }

    private @Nullable String peek() {
        return at < tokens.size() ? tokens.get(at) : null;
    }

    private boolean takes(String token) {
        boolean there = token.equals(peek());
        at += there ? 1 : 0;
        return there;
    }

    private Expression either() throws StatementException {
        Expression left = both();
        while (takes("or")) {
            left = new Expression.Either(left, both());
        }
        return left;
    }

    private Expression both() throws StatementException {
        Expression left = not();
        while (takes("and")) {
            left = new Expression.Both(left, not());
        }
        return left;
    }

    private Expression not() throws StatementException {
        if (++depth > DEEPEST) {
            throw new StatementException("has an expression that is nested too deeply");
        }
        Expression read = takes("not") ? new Expression.Not(not()) : compared();
        depth--;
        return read;
    }

    private Expression compared() throws StatementException {
        Expression left = filtered();
        if (takes("is")) {
            boolean not = takes("not");
            if (!takes("defined") || !(left instanceof Expression.Path path)) {
                throw new StatementException("has a test that is not known (is defined, is not defined)");
            }
            Expression defined = new Expression.Defined(path);
            return not ? new Expression.Not(defined) : defined;
        }
        boolean notIn = "not".equals(peek()) && at + 1 < tokens.size() && "in".equals(tokens.get(at + 1));
        at += notIn ? 1 : 0;
        String operator = peek();
        if (operator == null || !COMPARISONS.contains(operator)) {
            return left;
        }
        at++;
        Expression compared = new Expression.Compared(operator, left, filtered());
        return notIn ? new Expression.Not(compared) : compared;
    }

    private Expression filtered() throws StatementException {
        Expression value = single();
        while (takes("|")) {
            String filter = peek();
            if (filter == null || !FILTERS.contains(filter)) {
                throw new StatementException("has a filter that is not known (known are "
                        + String.join(", ", FILTERS.stream().sorted().toList()) + ")");
            }
            at++;
            value = new Expression.Filtered(value, filter, argument());
        }
        return value;
    }

    private String argument() throws StatementException {
        if (!takes("(")) {
            return "";
        }
        String said = peek();
        at++;
        if (said == null || !isQuoted(said) || !takes(")")) {
            throw new StatementException("has a filter whose argument is no text in quotes");
        }
        return said.substring(1, said.length() - 1);
    }

    private Expression single() throws StatementException {
        String token = peek();
        at++;
        if (token == null || token.length() < 3 && COMPARISONS.contains(token) || WORDS.contains(token)) {
            throw new StatementException("has an expression that is not understood");
        }
        return token.equals("(") ? closed(either()) : literal(token);
    }

    private Expression closed(Expression inner) throws StatementException {
        if (!takes(")")) {
            throw new StatementException("has a parenthesis that is not closed");
        }
        return inner;
    }

    private static Expression literal(String token) throws StatementException {
        if (isQuoted(token)) {
            return new Expression.Literal(token.substring(1, token.length() - 1));
        }
        return switch (token) {
            case "true", "True" -> new Expression.Literal(true);
            case "false", "False" -> new Expression.Literal(false);
            case "none", "None" -> new Expression.Literal("");
            default -> named(token);
        };
    }

    private static Expression named(String token) throws StatementException {
        char first = token.charAt(0);
        if (Character.isDigit(first)) {
            return new Expression.Literal(new BigDecimal(token));
        }
        if (!Character.isLetter(first) && first != '_') {
            throw new StatementException("has an expression that is not understood");
        }
        return new Expression.Path(List.of(token.split("\\.")));
    }

    private static boolean isQuoted(String token) {
        char first = token.charAt(0);
        return token.length() > 1 && (first == '"' || first == '\'');
    }
}
