package io.callstream.hook;

/** When a hook looks at a call. */
public enum HookMode {
    /** Before the provider is asked; the hook may change the request. LiteLLM's {@code async_pre_call_hook}. */
    PRE_CALL,

    /**
     * While the provider answers; the answer is held back until the hook has decided, and a change is no longer possible.
     * LiteLLM's {@code async_moderation_hook}.
     */
    DURING_CALL
}
