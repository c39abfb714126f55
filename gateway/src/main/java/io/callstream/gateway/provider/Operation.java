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
    RESPONSES("responses", true, Operation.RESPONSE),
    RESPONSE_COMPACT("acompact_responses", Operation.RESPONSE + "/compact"),
    RESPONSE_TOKENS("acount_response_tokens", Operation.RESPONSE + "/input_tokens"),
    RESPONSE_RETRIEVE("aget_responses", Operation.RESPONSE, Kind.RESPONSE),
    RESPONSE_DELETE("adelete_responses", Operation.RESPONSE, Kind.RESPONSE),
    RESPONSE_ITEMS("alist_input_items", Operation.RESPONSE, Kind.RESPONSE),
    RESPONSE_CANCEL("acancel_responses", Operation.RESPONSE, Kind.RESPONSE),
    FILE_CREATE("acreate_file", Operation.FILES, Kind.RESOURCE),
    FILE_LIST("afile_list", Operation.FILES, Kind.RESOURCE),
    FILE_RETRIEVE("afile_retrieve", Operation.FILES, Kind.RESOURCE),
    FILE_DELETE("afile_delete", Operation.FILES, Kind.RESOURCE),
    FILE_CONTENT("afile_content", Operation.FILES, Kind.RESOURCE),
    BATCH_CREATE("acreate_batch", Operation.BATCHES, Kind.RESOURCE),
    BATCH_LIST("alist_batches", Operation.BATCHES, Kind.RESOURCE),
    BATCH_RETRIEVE("aretrieve_batch", Operation.BATCHES, Kind.RESOURCE),
    BATCH_CANCEL("acancel_batch", Operation.BATCHES, Kind.RESOURCE),
    /** Whatever it does. */
    PASS_THROUGH("pass_through_endpoint", "", Kind.RESOURCE);

    private static final String RESPONSE = "/responses";
    private static final String FILES = "/files";
    private static final String BATCHES = "/batches";

    /** What answers are. */
    private enum Kind {
        /** Written by a model, in a form that every other one can be put into. */
        WRITTEN,
        /** Of a model's, passed on as they are. */
        PASSED,
        /** Of an account's, passed on as they are. */
        RESOURCE,
        /** Given before, and kept since. */
        RESPONSE
    }

    private final String callType;
    private final boolean streams;
    private final String path;
    private final Kind kind;

    Operation(String callType, boolean streams, String path) {
        this(callType, streams, path, Kind.WRITTEN);
    }

    /** One whose answers are passed on as they are, under the name that LiteLLM has for it. */
    Operation(String callType, String path) {
        this(callType, path, Kind.PASSED);
    }

    Operation(String callType, String path, Kind kind) {
        this(callType, false, path, kind);
    }

    Operation(String callType, boolean streams, String path, Kind kind) {
        this.callType = callType;
        this.streams = streams;
        this.path = path;
        this.kind = kind;
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
        return kind != Kind.WRITTEN;
    }

    /** Whether it is for a model, which the request names. */
    public boolean ofModel() {
        return kind == Kind.WRITTEN || kind == Kind.PASSED;
    }

    /** Whether it is for a response that was given before, which the gateway may keep itself. */
    public boolean ofResponse() {
        return kind == Kind.RESPONSE;
    }

    /** Whether it is asked by OpenAI's Responses API. */
    public boolean inResponsesApi() {
        return path.startsWith(RESPONSE);
    }

    /** Whether providers that answer calls for the same model may not have it: then a 404 says nothing of the model. */
    public boolean mayBeMissing() {
        return this == RESPONSE_COMPACT || this == RESPONSE_TOKENS;
    }

    /** Whether the usage that an answer reports was used for it, and not by the call that it reports on. */
    public boolean uses() {
        return ofModel() || this == PASS_THROUGH;
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
