package io.callstream.gateway.provider;

/** OpenAI's endpoints that are calls: each has events. */
public enum Api {
    CHAT_COMPLETIONS("/chat/completions", "chat_completion", true),
    COMPLETIONS("/completions", "text_completion", true),
    EMBEDDINGS("/embeddings", "embedding", false);

    private final String path;
    private final String callType;
    private final boolean streams;

    Api(String path, String callType, boolean streams) {
        this.path = path;
        this.callType = callType;
        this.streams = streams;
    }

    /** Below the provider's base URL. */
    public String path() {
        return path;
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
