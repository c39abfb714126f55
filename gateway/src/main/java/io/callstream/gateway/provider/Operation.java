package io.callstream.gateway.provider;

/** What a call does, whoever's form it is asked in. */
public enum Operation {
    CHAT_COMPLETION("chat_completion", true, "/chat/completions"),
    TEXT_COMPLETION("text_completion", true, "/completions"),
    EMBEDDING("embedding", false, "/embeddings");

    private final String callType;
    private final boolean streams;
    private final String path;

    Operation(String callType, boolean streams, String path) {
        this.callType = callType;
        this.streams = streams;
        this.path = path;
    }

    /** The {@code call_type} column. */
    public String callType() {
        return callType;
    }

    /** The end of the path that OpenAI's clients call, and that keys' {@code allowed_routes} name. */
    public String path() {
        return path;
    }

    /** Whether answers may be streams. */
    public boolean streams() {
        return streams;
    }
}
