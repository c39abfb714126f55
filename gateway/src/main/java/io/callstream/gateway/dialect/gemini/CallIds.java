package io.callstream.gateway.dialect.gemini;

import org.jspecify.annotations.Nullable;

/**
 * Ids of tool calls, which Gemini mostly has none of. The signature of the thought that led to a call, without which later turns are
 * refused, goes to the client and back in it, as LiteLLM does it.
 */
final class CallIds {
    /** Google's word for a signature of a call that no model of its own has made. */
    static final String FOREIGN = "skip_thought_signature_validator";

    private static final String MARK = "__thought__";

    private CallIds() {}

    static String of(@Nullable String own, String answer, int index, @Nullable String signature) {
        String id = own == null || own.isEmpty() ? "call_" + answer + "_" + index : own;
        return signature == null ? id : id + MARK + signature;
    }

    static @Nullable String signature(String id) {
        int at = id.indexOf(MARK);
        return at < 0 ? null : id.substring(at + MARK.length());
    }
}
