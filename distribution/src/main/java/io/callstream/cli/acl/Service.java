package io.callstream.cli.acl;

import java.util.Locale;

/** What has a login of its own on Kafka. */
public enum Service {
    TOPICS("`callstream topics create` and `topics list`, which makes all topics"),
    GATEWAY("a gateway"),
    SINK("one sink; each may have a login of its own"),
    ANALYTICS("analytics"),
    REPLAY("`callstream replay` and `callstream dlq`, for one sink"),
    CONSOLE("the console, which shows and replays everything"),
    SQL("commands that read only: `sql`, `export`, `tail`, `spend`");

    private final String says;

    Service(String says) {
        this.says = says;
    }

    /** What it is, in one clause. */
    public String says() {
        return says;
    }

    /** Its name on the command line. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether it is about one sink. */
    public boolean ofSink() {
        return this == SINK || this == REPLAY;
    }
}
