package io.callstream.sink.runtime;

import io.callstream.events.ErasureKind;
import io.callstream.sink.BatchPolicy;
import io.callstream.sink.Erasure;
import io.callstream.sink.ErasureSinkFactory;
import io.callstream.sink.Repeats;
import io.callstream.sink.SinkFactory;
import io.callstream.sink.runtime.consume.LoopSettings;
import io.callstream.sink.runtime.consume.StartFrom;
import io.callstream.sink.runtime.erase.RemovalAccount;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * How an account of a sink removes what it stored: by an account of its own beside it, which reads erasures from the first one on.
 *
 * @param parts what reads and carries them out
 */
record ErasurePlan(RemovalAccount.Parts parts) {
    /** The name of the account behind the sink's, and its folder. */
    static final String ERASURES = "erasures";

    private static final BatchPolicy ONE_AT_A_TIME = BatchPolicy.of(1, 1L << 20, Duration.ZERO);
    /** Each waits for its removal from when it was read: the more have been read, the fewer wait one after another. */
    private static final int BUFFERED = 10_000;

    private static final long BUFFERED_BYTES = 2L << 20;

    /** Empty for a sink that cannot remove. */
    static <C> Optional<ErasurePlan> read(SinkFactory<C> factory, C config, RemovalAccount account) {
        if (!(factory instanceof ErasureSinkFactory<C> erasing)) {
            return Optional.empty();
        }
        return Optional.of(new ErasurePlan(account.parts(erasing, config)));
    }

    /** The account's plan, beside the account whose destination it is. */
    SinkPlan beside(SinkPlan calls) {
        String name = Accounts.name(calls.name(), Optional.of(ERASURES));
        LoopSettings loop = new LoopSettings(
                name,
                List.of(ErasureKind.ERASURE.topic()),
                true, // It is made when somebody is erased.
                StartFrom.EARLIEST,
                true, // It is compacted.
                BUFFERED,
                BUFFERED_BYTES,
                calls.loop().patience());
        return new SinkPlan(
                name,
                calls.dataDirectory().resolve(ERASURES),
                calls.connection(),
                parts.filter(),
                ONE_AT_A_TIME,
                loop,
                new Destination<>(
                        Erasure.class,
                        Repeats.MERGED,
                        context -> parts.opening().open(context)),
                SinkPlan.Beside.NOTHING);
    }
}
