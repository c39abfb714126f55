package io.callstream.gateway.stage.hook;

import io.callstream.hook.HookResult;

/** What came of asking a hook. */
sealed interface HookOutcome {
    record Decided(HookResult result) implements HookOutcome {}

    record Failed(HookFault fault) implements HookOutcome {}
}
