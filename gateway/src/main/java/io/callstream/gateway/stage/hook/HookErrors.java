package io.callstream.gateway.stage.hook;

import io.callstream.gateway.config.HookConfig;
import io.callstream.gateway.config.HookFailure;
import io.callstream.gateway.error.CallError;
import io.callstream.gateway.error.GatewayError;
import io.callstream.gateway.event.Annotations;
import org.jspecify.annotations.Nullable;

/** What clients and events hear of hooks. */
final class HookErrors {
    private static final int LONGEST = 2000;

    private HookErrors() {}

    /** The client gets the hook's own message; the event names the hook only, since that message may quote the request. */
    static CallError rejected(HookConfig hook, String message) {
        String recorded = "The request hook '" + hook.name() + "' rejected the request.";
        String said = message.isBlank() ? recorded : beginning(message);
        return new CallError(GatewayError.HOOK_REJECTED, said, null, recorded);
    }

    /** Not within a character that is two of Java's. */
    private static String beginning(String message) {
        if (message.length() <= LONGEST) {
            return message;
        }
        return message.substring(0, Character.isHighSurrogate(message.charAt(LONGEST - 1)) ? LONGEST - 1 : LONGEST);
    }

    /** Null when the call goes on all the same. */
    static @Nullable CallError failed(HookConfig hook, HookFault fault) {
        return hook.onFailure() == HookFailure.FAIL_OPEN
                ? null
                : new CallError(
                        GatewayError.HOOK_FAILED,
                        "The request hook '" + hook.name() + "' could not decide: " + fault.says() + ".");
    }

    static Annotations annotations(io.callstream.hook.Annotations said) {
        return new Annotations(said.metadata(), said.tags());
    }
}
