package io.callstream.sink.file;

import io.callstream.sink.Delivery;
import io.callstream.sink.Erasure;
import io.callstream.sink.ErasureOutcome;
import io.callstream.sink.ErasureOutcomes;
import io.callstream.sink.EventSink;
import io.callstream.sink.objects.SubjectRemoval;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Rewrites the files that hold calls of a subject without them. */
final class FileErasureSink implements EventSink<Erasure> {
    private final Supplier<Optional<FolderHoldings>> holdings;
    private final Runnable closing;
    private final ErasureOutcomes outcomes;

    /**
     * @param holdings empty once closed
     * @param closing ends the part that the sink has in the folder
     */
    FileErasureSink(Supplier<Optional<FolderHoldings>> holdings, Runnable closing, ErasureOutcomes outcomes) {
        this.holdings = holdings;
        this.closing = closing;
        this.outcomes = outcomes;
    }

    @Override
    public Delivery deliver(List<Erasure> batch) {
        for (Erasure erasure : batch) {
            Delivery verdict =
                    holdings.get().map(open -> erase(open, erasure)).orElseGet(() -> Delivery.retry("closed"));
            if (!(verdict instanceof Delivery.Delivered)) {
                return verdict;
            }
        }
        return Delivery.delivered();
    }

    private Delivery erase(FolderHoldings folder, Erasure erasure) {
        SubjectRemoval removal = new SubjectRemoval(folder, erasure.subject());
        try {
            folder.removeLeftovers();
            removal.run();
            return Delivery.delivered();
        } catch (IOException e) {
            return Delivery.retry(DiskReason.of(e));
        } finally {
            outcomes.add(
                    erasure,
                    new ErasureOutcome("folder " + folder.folder(), "lines", removal.removed(), removal.unread()));
        }
    }

    @Override
    public void close() {
        closing.run();
    }
}
