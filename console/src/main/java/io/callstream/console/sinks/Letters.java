package io.callstream.console.sinks;

import io.callstream.console.web.WebException;
import io.callstream.events.codec.UnreadableEventException;
import io.callstream.settings.KafkaSettings;
import io.callstream.settings.SettingsException;
import io.callstream.sink.Delivery;
import io.callstream.sink.SinkEvent;
import io.callstream.sink.runtime.DeadLetterReplayer;
import io.callstream.sink.runtime.deadletter.DeadLetter;
import io.callstream.sink.runtime.deadletter.DeadLetterStore;
import io.callstream.sink.runtime.deliver.Trouble;
import io.callstream.sink.runtime.deliver.Troubles;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Dead letters: what there are, and what is decided about them. Safe for use by several threads. */
final class Letters {
    private final KafkaSettings kafka;
    private final SinkAccess sinks;

    Letters(KafkaSettings kafka, SinkAccess sinks) {
        this.kafka = kafka;
        this.sinks = sinks;
    }

    List<DeadLetter> open(String sink) {
        known(sink);
        try (DeadLetterStore store = new DeadLetterStore(kafka, sink)) {
            return store.open();
        }
    }

    private void known(String sink) {
        if (!sinks.names().contains(sink)) {
            throw WebException.missing(
                    "There is no sink " + sink + " (there are: " + String.join(", ", sinks.names()) + ").");
        }
    }

    /** Nothing more is done about it. */
    synchronized void discard(String sink, long number) {
        known(sink);
        try (DeadLetterStore store = new DeadLetterStore(kafka, sink)) {
            store.close(letter(store, number), DeadLetterStore.Fate.DISCARDED);
        }
    }

    private static DeadLetter letter(DeadLetterStore store, long number) {
        return store.open().stream()
                .filter(letter -> letter.number() == number)
                .findFirst()
                .orElseThrow(
                        () -> WebException.missing("There is no open letter " + number + ": it has been dealt with."));
    }

    /**
     * Delivers it once more, with the sink's own code and settings.
     *
     * @return what the destination says against it; empty when it has taken it
     */
    synchronized Optional<String> replay(String sink, long number) throws InterruptedException {
        known(sink);
        try (DeadLetterReplayer replayer =
                        DeadLetterReplayer.open(sinks.options(sink), new Refusing(), Letters::sleep);
                DeadLetterStore store = new DeadLetterStore(kafka, sink)) {
            DeadLetter letter = letter(store, number);
            Optional<? extends SinkEvent> event = replayer.event(letter);
            if (event.isEmpty()) {
                return Optional.of("the sink is not to see it, or its subject was erased");
            }
            Delivery answer = replayer.deliver(letter, event.get());
            if (answer instanceof Delivery.Delivered) {
                store.close(letter, DeadLetterStore.Fate.REPLAYED);
                return Optional.empty();
            }
            return Optional.of(trouble(answer));
        } catch (UnreadableEventException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        } catch (SettingsException e) {
            throw new WebException(409, "sink " + sink + " cannot be started here: " + e.getMessage());
        }
    }

    private static void sleep(Duration time) throws InterruptedException {
        TimeUnit.NANOSECONDS.sleep(time.toNanos());
    }

    /** Whoever asked waits for the page: better told than kept. */
    private static final class Refusing implements Troubles {
        @Override
        public void trouble(Trouble what, String reason) {
            throw new WebException(503, "not delivered, because it is not known whose events may be sent: " + reason);
        }

        @Override
        public void over(Trouble what) {}
    }

    private static String trouble(Delivery answer) {
        if (answer instanceof Delivery.Rejected rejected) {
            return "refused again: " + rejected.reason();
        }
        if (answer instanceof Delivery.Hold hold) {
            return "the sink is held: " + hold.reason();
        }
        return answer instanceof Delivery.RetryAfter later
                ? "the destination is away: " + later.reason()
                : "not delivered";
    }
}
