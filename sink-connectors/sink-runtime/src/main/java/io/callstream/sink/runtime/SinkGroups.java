package io.callstream.sink.runtime;

/** The names of sinks' consumer groups. An account is a sink's name; for a route, with the route's after a dot; for
 * alerts, with {@code alerts} after it. */
public final class SinkGroups {
    private SinkGroups() {}

    /** Whose positions say how far the running sink has come. */
    public static String live(String account) {
        return "callstream-sink-" + account;
    }

    /** Whose positions say how far a replay has come. */
    public static String replay(String account, String job) {
        return "callstream-replay." + account + "." + job;
    }
}
