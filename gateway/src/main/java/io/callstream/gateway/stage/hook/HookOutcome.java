package io.callstream.gateway.stage.hook;

import io.callstream.gateway.spi.HookResult;

/** What came of asking a hook. */
sealed interface HookOutcome {
    record Decided(HookResult result) implements HookOutcome {}

    record Failed(HookFault fault) implements HookOutcome {}
}
