package io.callstream.gateway.provider;

import org.jspecify.annotations.Nullable;

/** OpenAI's endpoints that are calls: each has events. */
public enum Api {
    CHAT_COMPLETIONS("/chat/completions", "chat_completion", true),
    COMPLETIONS("/completions", "text_completion", true),
    EMBEDDINGS("/embeddings", "embedding", false);

    private static final String VERSION = "/v1";

    private final String path;
    private final String versioned;
    private final String callType;
    private final boolean streams;

    Api(String path, String callType, boolean streams) {
        this.path = path;
        this.versioned = VERSION + path;
        this.callType = callType;
        this.streams = streams;
    }

    /** The endpoint of a request path, with or without {@code /v1}; null when it is none of these. */
    public static @Nullable Api find(String path) {
        for (Api api : values()) {
            if (api.versioned.equals(path) || api.path.equals(path)) {
                return api;
            }
        }
        return null;
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
