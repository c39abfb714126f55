package io.callstream.cli.secure;

import io.callstream.cli.Main;
import java.io.PrintWriter;
import java.io.StringWriter;

/** A command that has ended, with what it printed. */
record Ran(int code, String out, String err) {
    static Ran command(String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int code = Main.commandLine()
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(arguments);
        return new Ran(code, out.toString(), err.toString());
    }

    String all() {
        return out + err;
    }
}
