package io.callstream.sink.slack;

import io.callstream.events.FailureEvent;
import io.callstream.sink.CallEvent;
import io.callstream.sink.Delivery;
import io.callstream.sink.Sink;
import io.callstream.sink.SinkContext;
import io.callstream.sink.SinkMetrics;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Tells the first failure of a kind at once and counts the rest for a digest. Counted events are acknowledged: a killed process
 * loses a count, never an alert of a new kind. A timer tells a digest that is due when no event comes along to do so.
 */
public final class SlackSink implements Sink {
    private final Channel channel;
    private final AlertBook book;
    private final Clock clock;
    private final SinkMetrics metrics;
    private final ScheduledExecutorService timer;
    private boolean closed;

    private SlackSink(Channel channel, AlertBook book, SinkContext context) {
        this.channel = channel;
        this.book = book;
        this.clock = context.clock();
        this.metrics = context.metrics();
        this.timer = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "sink-slack-digest");
            thread.setDaemon(true);
            return thread;
        });
    }

    static SlackSink start(Channel channel, AlertBook book, SinkContext context) {
        SlackSink sink = new SlackSink(channel, book, context);
        var unused = sink.timer.scheduleWithFixedDelay(sink::tick, 1, 1, TimeUnit.SECONDS);
        return sink;
    }

    @Override
    public synchronized Delivery deliver(List<CallEvent> batch) {
        if (closed) {
            return Delivery.retry("closed");
        }
        List<FailureEvent> failures = book.unknown(failures(batch));
        Instant now = clock.instant();
        List<FailureEvent> news = book.news(failures, now);
        Delivery told = news.isEmpty() ? tellDigestIfDue() : channel.say(Wording.alert(news));
        if (told instanceof Delivery.Delivered) {
            book.count(failures, news, now);
        }
        return told;
    }

    private static List<FailureEvent> failures(List<CallEvent> batch) {
        return batch.stream()
                .filter(CallEvent.Failure.class::isInstance)
                .map(event -> ((CallEvent.Failure) event).event())
                .toList();
    }

    /** Nobody hears the timer's verdict, so it waits a whole digest before it tries again. */
    private synchronized void tick() {
        if (!(tellDigestIfDue() instanceof Delivery.Delivered)) {
            book.postponeDigest(clock.instant());
        }
    }

    /** Delivered if there is nothing to tell. A digest that Slack refuses for good is dropped: no event is at fault. */
    private synchronized Delivery tellDigestIfDue() {
        if (closed || !book.digestIsDue(clock.instant())) {
            return Delivery.delivered();
        }
        Delivery told = channel.say(Wording.digest(book.digest()));
        if (told instanceof Delivery.Rejected) {
            metrics.count("refused_digests", 1);
        }
        if (told instanceof Delivery.Delivered || told instanceof Delivery.Rejected) {
            book.beginDigest();
            return Delivery.delivered();
        }
        return told;
    }

    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        timer.shutdownNow();
        if (!book.digest().isEmpty()) {
            // The last words of an orderly stop; there is nobody left to try again.
            channel.sayNow(Wording.digest(book.digest()));
        }
        channel.close();
    }
}
