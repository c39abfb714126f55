package io.callstream.sink.runtime;

import io.callstream.sink.runtime.deliver.Trouble;
import io.callstream.sink.runtime.deliver.Troubles;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Adds to a letter that cannot be written why its topic could not be made, which is mostly the reason.
 *
 * @param board gets every trouble
 * @param notCreated why the topic could not be made, if it could not
 */
record DeadLetterReplayTroubles(Troubles board, Supplier<Optional<String>> notCreated) implements Troubles {
    @Override
    public void trouble(Trouble what, String reason) {
        board.trouble(
                what,
                reason
                        + notCreated
                                .get()
                                .map(why -> "; it could not be created: " + why)
                                .orElse(""));
    }

    @Override
    public void over(Trouble what) {
        board.over(what);
    }
}
