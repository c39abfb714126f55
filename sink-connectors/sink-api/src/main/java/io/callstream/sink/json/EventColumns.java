package io.callstream.sink.json;

import java.util.Set;

/** Which columns of the event records need care. */
public final class EventColumns {
    /** Texts that hold JSON, as the schemas document it. */
    public static final Set<String> JSON =
            Set.of("parameters", "request_body", "response_body", "delta", "provider_error_body");

    /** What was said in the call. */
    public static final Set<String> CONTENT = Set.of("request_body", "response_body", "delta", "provider_error_body");

    private EventColumns() {}
}
