package io.callstream.gateway.provider;

/** What a call does, whoever's form it is asked in. */
public enum Operation {
    CHAT_COMPLETION("chat_completion", true, "/chat/completions"),
    TEXT_COMPLETION("text_completion", true, "/completions"),
    EMBEDDING("embedding", false, "/embeddings"),
    MODERATION("amoderation", "/moderations"),
    IMAGE_GENERATION("aimage_generation", "/images/generations"),
    IMAGE_EDIT("aimage_edit", "/images/edits"),
    IMAGE_VARIATION("aimage_variation", "/images/variations"),
    TRANSCRIPTION("atranscription", "/audio/transcriptions"),
    TRANSLATION("atranslation", "/audio/translations"),
    SPEECH("aspeech", "/audio/speech"),
    RERANK("arerank", "/rerank"),
    RESPONSES("responses", true, "/responses");

    private final String callType;
    private final boolean streams;
    private final String path;
    private final boolean passed;

    Operation(String callType, boolean streams, String path) {
        this(callType, streams, path, false);
    }

    /** One whose answers are passed on as they are, under the name that LiteLLM has for it. */
    Operation(String callType, String path) {
        this(callType, false, path, true);
    }

    Operation(String callType, boolean streams, String path, boolean passed) {
        this.callType = callType;
        this.streams = streams;
        this.path = path;
        this.passed = passed;
    }

    /** The {@code call_type} column. */
    public String callType() {
        return callType;
    }

    /** The end of the path that OpenAI's clients call, and that keys' {@code allowed_routes} name. */
    public String path() {
        return path;
    }

    /** Whether answers are passed on whatever they are: JSON, a stream of events, or bytes. */
    public boolean passed() {
        return passed;
    }

    /** Whether a model answers in a conversation, whichever of OpenAI's two APIs it is asked by. */
    public boolean chats() {
        return this == CHAT_COMPLETION || this == RESPONSES;
    }

    /** Whether answers may be streams of completions. */
    public boolean streams() {
        return streams;
    }
}
