package io.callstream.cli.tail;

import io.callstream.cli.text.Printable;
import io.callstream.sink.CallEvent;
import java.io.PrintWriter;

/** Where tailed events go: events to one stream, trouble with single records to another. */
final class TailView implements EventWatcher {
    private final EventPrinter printer;
    private final PrintWriter out;
    private final PrintWriter err;

    TailView(EventPrinter printer, PrintWriter out, PrintWriter err) {
        this.printer = printer;
        this.out = out;
        this.err = err;
    }

    @Override
    public void event(CallEvent event) {
        out.println(printer.line(event));
        out.flush();
    }

    @Override
    public void unreadable(String why) {
        err.println("callstream: unreadable record " + Printable.of(why));
        err.flush();
    }
}
