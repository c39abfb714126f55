package io.callstream.gateway.stage.hook;

import io.callstream.hook.HookResult;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What came of asking a hook. */
sealed interface HookOutcome {
    record Decided(HookResult result) implements HookOutcome {}

    record Failed(HookFault fault) implements HookOutcome {}

    /** The compiler of a hook's author need not have looked for nulls: a result with one is none. */
    static HookOutcome of(@Nullable HookResult result) {
        return result == null || parts(result).anyMatch(Objects::isNull)
                ? new Failed(HookFault.INVALID)
                : new Decided(result);
    }

    private static Stream<@Nullable Object> parts(HookResult result) {
        if (result instanceof HookResult.Reject reject) {
            return Stream.of(reject.message(), reject.annotations());
        }
        if (result instanceof HookResult.Change change) {
            return Stream.of(change.change(), change.annotations());
        }
        return result instanceof HookResult.Annotate annotate
                ? Stream.of(new @Nullable Object[] {annotate.annotations()})
                : Stream.empty();
    }
}
