package io.callstream.sink.runtime.erase;

import io.callstream.events.erasure.ErasedSubjects;
import io.callstream.events.erasure.Owner;
import io.callstream.events.erasure.Subject;
import io.callstream.reader.TopicConsumers;
import io.callstream.reader.erasure.ErasureIndex;
import io.callstream.settings.KafkaSettings;
import io.callstream.sink.runtime.deliver.Erasures;
import io.callstream.sink.runtime.deliver.Pauses;
import io.callstream.sink.runtime.deliver.Trouble;
import io.callstream.sink.runtime.deliver.Troubles;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** What the accounts of one sink in one process know of erasures. Thread-safe. */
public final class ErasureWatch implements AutoCloseable {
    private static final Duration LOOK_AGAIN = Duration.ofMillis(100);

    /** It takes a moment to read them at first, which is no trouble. */
    private static final int SAID_AFTER = 30;

    private final ErasureIndex index;
    private final ErasureTiming timing;
    private final ErasureRequests requests;

    private ErasureWatch(ErasureIndex index, ErasureTiming timing, ErasureRequests requests) {
        this.index = index;
        this.timing = timing;
        this.requests = requests;
    }

    /** Begins to follow the topic of erasures, and returns at once. */
    public static ErasureWatch start(KafkaSettings kafka, ErasureTiming timing, String sink) {
        return new ErasureWatch(
                ErasureIndex.follow(new TopicConsumers(kafka), "erasures-" + sink), timing, new ErasureRequests(kafka));
    }

    /** @param troubles hears of it while deliveries wait because erasures are not known */
    public Erasures guard(Troubles troubles) {
        return new Guard(troubles);
    }

    @Override
    public void close() {
        index.close();
        requests.close();
    }

    private Optional<ErasureIndex.Known> knownSince(long nanos) {
        return index.known().filter(known -> known.asOfNanos() - nanos >= 0);
    }

    private final class Guard implements Erasures {
        private final Troubles troubles;
        private volatile boolean waiting;

        Guard(Troubles troubles) {
            this.troubles = troubles;
        }

        @Override
        public ErasedSubjects await(Pauses pauses) throws InterruptedException {
            Optional<ErasureIndex.Known> known = recent();
            String said = "";
            for (int looks = 1; known.isEmpty(); looks++) {
                if (looks >= SAID_AFTER && !said.equals(index.trouble())) {
                    waiting = true;
                    said = index.trouble(); // the first tries may not know the reason yet
                    troubles.trouble(Trouble.ERASURES, "erasures cannot be read: " + said);
                }
                pauses.pause(LOOK_AGAIN);
                known = recent();
            }
            if (waiting) {
                waiting = false;
                troubles.over(Trouble.ERASURES);
            }
            return known.get().subjects();
        }

        private Optional<ErasureIndex.Known> recent() {
            return knownSince(System.nanoTime() - timing.knownWithin().toNanos());
        }

        @Override
        public void sent(List<Owner> owners, ErasedSubjects known, Duration took) throws InterruptedException {
            if (took.compareTo(timing.knownWithin()) < 0) {
                return; // it has ended before any removal begins that it did not know of
            }
            ErasureIndex.Known now = asOf(System.nanoTime());
            if (now.subjects() == known) {
                return;
            }
            Set<Subject> missed = new HashSet<>();
            owners.stream()
                    .filter(owner -> !known.covers(owner))
                    .forEach(owner -> now.subjects().subjectOf(owner).ifPresent(missed::add));
            for (Subject subject : missed) {
                byte[] request = now.requests().get(subject);
                if (request != null) {
                    requests.again(subject, request);
                }
            }
        }

        /** Not to be given up: the events have arrived, and nobody else would look again. */
        private ErasureIndex.Known asOf(long nanos) throws InterruptedException {
            Optional<ErasureIndex.Known> known = knownSince(nanos);
            while (known.isEmpty()) {
                TimeUnit.MILLISECONDS.sleep(LOOK_AGAIN.toMillis());
                known = knownSince(nanos);
            }
            return known.get();
        }
    }
}
