package io.callstream.cli.rows;

import io.callstream.cli.text.Printable;
import java.io.PrintWriter;

/**
 * Where rows are written to.
 *
 * @param out takes the text
 * @param terminal whether somebody looks at it on a terminal, which control characters must not reach
 * @param width columns of that terminal; 0 when there is no bound
 */
public record RowOutput(PrintWriter out, boolean terminal, int width) {
    /** A file, a pipe, or anything else that is not a terminal. */
    public static RowOutput plain(PrintWriter out) {
        return new RowOutput(out, false, 0);
    }

    void line(String text) {
        out.print(terminal ? Printable.of(text) : text);
        out.print('\n');
    }

    /** Empties the terminal, for the next picture of the same thing. */
    public void clear() {
        out.print("\u001b[H\u001b[2J");
        out.flush();
    }

    void flush() {
        out.flush();
    }
}
