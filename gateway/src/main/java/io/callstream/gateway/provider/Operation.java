package io.callstream.gateway.provider;

/** What a call does, whoever's form it is asked in. */
public enum Operation {
    CHAT_COMPLETION("chat_completion", true),
    TEXT_COMPLETION("text_completion", true),
    EMBEDDING("embedding", false);

    private final String callType;
    private final boolean streams;

    Operation(String callType, boolean streams) {
        this.callType = callType;
        this.streams = streams;
    }

    /** The {@code call_type} column. */
    public String callType() {
        return callType;
    }

    /** Whether answers may be streams. */
    public boolean streams() {
        return streams;
    }
}
