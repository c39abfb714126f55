package io.callstream.gateway.stage.hook;

import java.util.Locale;

/** How a hook can fail. */
enum HookFault {
    TIMEOUT("it took too long"),
    FULL("no thread was free for it"),
    THROWN("it failed"),
    INVALID("what it wants cannot be done");

    private final String says;

    HookFault(String says) {
        this.says = says;
    }

    /** For the client; behind "The hook could not decide: ". */
    String says() {
        return says;
    }

    /** The metrics' word. */
    String tag() {
        return name().toLowerCase(Locale.ROOT);
    }
}
