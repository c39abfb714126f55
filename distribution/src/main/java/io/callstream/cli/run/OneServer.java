package io.callstream.cli.run;

import java.io.PrintWriter;
import java.util.Map;
import java.util.function.Supplier;

/** Runs one server of this process until the process is asked to end. */
public final class OneServer {
    private final String name;
    private final ReadyFile readyFile;
    private final PrintWriter out;

    public OneServer(String name, ServerOptions options, PrintWriter out) {
        this(name, options.readyFile(), out);
    }

    public OneServer(String name, ReadyFile readyFile, PrintWriter out) {
        this.name = name;
        this.readyFile = readyFile;
        this.out = out;
    }

    /** Starts it, says where it answers, and returns the exit status when it was asked to end. */
    public int run(Supplier<Started> start) throws InterruptedException {
        try (Running running = new Running()) {
            Termination termination = Termination.closing(running);
            readyFile.clear();
            Started started = start.get();
            running.add(started.server());
            readyFile.write(Map.of(name, started.url()), Map.of(name, started.pid()));
            out.println(name + " ready: " + started.url());
            out.flush();
            termination.await();
        }
        return 0;
    }

    /**
     * A server that answers.
     *
     * @param url where it answers
     * @param pid the process it runs in
     */
    public record Started(AutoCloseable server, String url, long pid) {
        /** A server in this process. */
        public static Started here(AutoCloseable server, String url) {
            return new Started(server, url, ProcessHandle.current().pid());
        }
    }
}
