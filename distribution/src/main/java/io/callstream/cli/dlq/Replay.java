package io.callstream.cli.dlq;

import io.callstream.cli.problem.ExitCode;
import io.callstream.events.codec.UnreadableEventException;
import io.callstream.sink.Delivery;
import io.callstream.sink.SinkEvent;
import io.callstream.sink.runtime.DeadLetterReplayer;
import io.callstream.sink.runtime.deadletter.DeadLetter;
import io.callstream.sink.runtime.deadletter.DeadLetterStore;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Delivers letters one by one, and marks those that arrive. */
final class Replay {
    private static final int TRIES = 5;
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final DeadLetterReplayer delivery;
    private final DeadLetterStore box;
    private final PrintWriter out;
    private int replayed;
    private int refused;

    Replay(DeadLetterReplayer delivery, DeadLetterStore box, PrintWriter out) {
        this.delivery = delivery;
        this.box = box;
        this.out = out;
    }

    /** @return the exit status: OK only if every letter has arrived */
    int run(List<DeadLetter> letters) throws InterruptedException {
        for (DeadLetter letter : letters) {
            Delivery answer = deliver(letter);
            if (answer instanceof Delivery.Delivered) {
                box.close(letter, DeadLetterStore.Fate.REPLAYED);
                replayed++;
            } else if (answer instanceof Delivery.Rejected rejected) {
                out.println("letter " + letter.number() + " refused again: " + rejected.reason());
                refused++;
            } else {
                out.println("stopped at letter " + letter.number() + ": " + trouble(answer));
                break;
            }
        }
        int left = letters.size() - replayed - refused;
        out.println(replayed + " replayed, " + refused + " refused again, " + left + " not tried");
        return replayed == letters.size() ? ExitCode.OK : ExitCode.FAILED;
    }

    private Delivery deliver(DeadLetter letter) throws InterruptedException {
        Optional<? extends SinkEvent> event;
        try {
            event = delivery.event(letter);
        } catch (UnreadableEventException e) {
            return Delivery.rejected(String.valueOf(e.getMessage()));
        }
        if (event.isEmpty()) {
            return Delivery.rejected("the sink is not to see it, or its subject was erased");
        }
        Delivery answer = delivery.deliver(letter, event.get());
        for (int tries = 1; tries < TRIES && answer instanceof Delivery.RetryAfter later; tries++) {
            Thread.sleep(later.delay().orElse(PAUSE.multipliedBy(tries)).toMillis());
            answer = delivery.deliver(letter, event.get());
        }
        return answer;
    }

    private static String trouble(Delivery answer) {
        if (answer instanceof Delivery.Hold hold) {
            return "the sink is held: " + hold.reason();
        }
        return "the destination is away: " + ((Delivery.RetryAfter) answer).reason();
    }
}
