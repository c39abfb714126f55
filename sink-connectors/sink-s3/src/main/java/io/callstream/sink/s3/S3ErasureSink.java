package io.callstream.sink.s3;

import io.callstream.sink.Delivery;
import io.callstream.sink.Erasure;
import io.callstream.sink.ErasureOutcome;
import io.callstream.sink.ErasureOutcomes;
import io.callstream.sink.EventSink;
import io.callstream.sink.objects.SubjectRemoval;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Replaces the objects that hold calls of a subject by ones without them. */
final class S3ErasureSink implements EventSink<Erasure> {
    private static final String OLD_VERSIONS =
            "the bucket keeps old versions of objects; remove those by a lifecycle rule for noncurrent versions";

    private final ObjectStore store;
    private final S3SinkConfig config;
    private final ErasureOutcomes outcomes;

    S3ErasureSink(ObjectStore store, S3SinkConfig config, ErasureOutcomes outcomes) {
        this.store = store;
        this.config = config;
        this.outcomes = outcomes;
    }

    @Override
    public Delivery deliver(List<Erasure> batch) {
        for (Erasure erasure : batch) {
            Delivery verdict = erase(erasure);
            if (!(verdict instanceof Delivery.Delivered)) {
                return verdict;
            }
        }
        return Delivery.delivered();
    }

    private Delivery erase(Erasure erasure) {
        StoredObjects objects = new StoredObjects(store, config.prefix(), StoredObjects.firstDay(erasure.subject()));
        SubjectRemoval removal = new SubjectRemoval(objects, erasure.subject());
        try {
            removal.run();
            return Delivery.delivered();
        } catch (VerdictException e) {
            return e.verdict();
        } catch (IOException e) {
            return Delivery.retry("s3_" + e.getClass().getSimpleName());
        } finally {
            String place = "bucket " + config.bucket().name() + ", prefix '" + config.prefix() + "'";
            outcomes.add(erasure, new ErasureOutcome(place, "rows", removal.removed(), remains(objects, removal)));
        }
    }

    private static Optional<String> remains(StoredObjects objects, SubjectRemoval removal) {
        return objects.versioned()
                ? Optional.of(removal.unread().map(unread -> unread + "; ").orElse("") + OLD_VERSIONS)
                : removal.unread();
    }

    @Override
    public void close() {
        store.close();
    }
}
