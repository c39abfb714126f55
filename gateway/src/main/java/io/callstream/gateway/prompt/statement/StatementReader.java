package io.callstream.gateway.prompt.statement;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads a template into its parts; for one thread. */
final class StatementReader {
    private static final Pattern TAG = Pattern.compile(
            "\\{%(-?)\\s*(.*?)\\s*(-?)%\\}|\\{\\{(-?)\\s*(.*?)\\s*(-?)\\}\\}|\\{#(-?).*?(-?)#\\}", Pattern.DOTALL);
    private static final Pattern ROLE =
            Pattern.compile("^[ \\t]*(System|Developer|User|Assistant):[ \\t]*", Pattern.MULTILINE);
    private static final Pattern FOR = Pattern.compile("for\\s+([\\p{L}_][\\p{L}\\p{N}_]*)\\s+in\\s+(.+)");
    private static final String ELIF = "elif";
    private static final String ELSE = "else";
    private static final String ENDIF = "endif";
    private static final String ENDFOR = "endfor";
    private static final int DEEPEST = 16;

    private final String text;
    private final Matcher tags;
    private int at;
    private int depth;
    private boolean strips;

    /** Nothing but blanks and what writes nothing has come since the line began. */
    private boolean fresh = true;

    private String statement = "";

    StatementReader(String text) {
        this.text = text;
        this.tags = TAG.matcher(text);
    }

    List<Node> read() throws StatementException {
        List<Node> nodes = new ArrayList<>();
        body(nodes);
        if (!statement.isEmpty()) {
            throw new StatementException("has a statement '" + word() + "' that closes nothing");
        }
        return nodes;
    }

    /** Up to a statement that belongs to the one around it, which is left in {@link #statement}; empty at the end. */
    private void body(List<Node> nodes) throws StatementException {
        while (tags.find(at)) {
            text(nodes, tags.start(), minus(1) || minus(4) || minus(7));
            at = tags.end();
            strips = minus(3) || minus(6) || minus(8);
            String value = tags.group(5);
            statement = tags.group(2) == null ? "" : tags.group(2);
            if (value != null) {
                nodes.add(value(value));
                fresh = false;
            } else if (!statement.isEmpty() && belongs(word())) {
                return;
            } else if (!statement.isEmpty()) {
                nodes.add(statement());
            }
        }
        statement = "";
        text(nodes, text.length(), false);
        at = text.length();
    }

    private boolean minus(int group) {
        return "-".equals(tags.group(group));
    }

    private String word() {
        return statement.split("\\s", 2)[0];
    }

    private static boolean belongs(String word) {
        return List.of(ELIF, ELSE, ENDIF, ENDFOR).contains(word);
    }

    /** What is no expression, such as JSON in double braces, stays as it is. */
    private Node value(String expression) {
        try {
            return new Node.Value(ExpressionReader.read(expression));
        } catch (StatementException e) {
            return new Node.Text(tags.group());
        }
    }

    private Node statement() throws StatementException {
        if (++depth > DEEPEST) {
            throw new StatementException("has statements that are nested too deeply");
        }
        Node node = switch (word()) {
            case "if" -> condition();
            case "for" -> loop();
            default -> throw unknown(word());
        };
        depth--;
        return node;
    }

    private static StatementException unknown(String word) {
        return new StatementException("has the statement '" + word
                + "', which is not known here (if, elif, else, for, endif and endfor are)");
    }

    private Node condition() throws StatementException {
        List<Node.Branch> branches = new ArrayList<>();
        String head = "if";
        while (!head.equals(ENDIF)) {
            boolean last = head.equals(ELSE);
            Expression condition =
                    last ? new Expression.Literal(true) : ExpressionReader.read(statement.substring(head.length()));
            List<Node> body = new ArrayList<>();
            body(body);
            branches.add(new Node.Branch(condition, body));
            head = word();
            if (!head.equals(ENDIF) && (last || !head.equals(ELIF) && !head.equals(ELSE))) {
                throw new StatementException("has an 'if' without its 'endif'");
            }
        }
        return new Node.If(branches);
    }

    private Node loop() throws StatementException {
        Matcher head = FOR.matcher(statement);
        if (!head.matches()) {
            throw new StatementException("has a 'for' that is not understood (expected: for NAME in LIST)");
        }
        Expression list = ExpressionReader.read(head.group(2));
        List<Node> body = new ArrayList<>();
        List<Node> otherwise = new ArrayList<>();
        body(body);
        if (word().equals(ELSE)) {
            body(otherwise);
        }
        if (!word().equals(ENDFOR)) {
            throw new StatementException("has a 'for' without its 'endfor'");
        }
        return new Node.For(head.group(1), list, body, otherwise);
    }

    /** The text up to there, split where a line begins a message. */
    private void text(List<Node> nodes, int end, boolean stripsEnd) {
        String piece = text.substring(at, end);
        String left = strips ? piece.stripLeading() : piece;
        String clean = stripsEnd ? left.stripTrailing() : left;
        boolean lineBegins = fresh || strips;
        Matcher role = ROLE.matcher(clean);
        int from = 0;
        while (role.find()) {
            if (role.start() > 0 || lineBegins) {
                add(nodes, clean.substring(from, role.start()));
                nodes.add(new Node.Role(role.group(1).toLowerCase(Locale.ROOT)));
                from = role.end();
            }
        }
        add(nodes, clean.substring(from));
        strips = false;
        int line = piece.lastIndexOf('\n') + 1;
        fresh = (fresh || line > 0) && piece.substring(line).isBlank();
    }

    private static void add(List<Node> nodes, String text) {
        if (!text.isEmpty()) {
            nodes.add(new Node.Text(text));
        }
    }
}
