package io.callstream.sink.slack;

import io.callstream.sink.CallEvent;
import io.callstream.sink.Delivery;
import io.callstream.sink.Sink;
import io.callstream.sink.SinkContext;
import io.callstream.sink.SinkMetrics;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Tells the first incident of a kind at once and counts the rest for a digest. An event that was counted is acknowledged, when the
 * count has been written down. A timer tells a digest that is due when no event comes along to do so.
 */
public final class SlackSink implements Sink {
    private final Channel channel;
    private final Newsroom newsroom;
    private final Clock clock;
    private final SinkMetrics metrics;
    private final ScheduledExecutorService timer;
    private boolean closed;

    private SlackSink(Channel channel, Newsroom newsroom, SinkContext context) {
        this.channel = channel;
        this.newsroom = newsroom;
        this.clock = context.clock();
        this.metrics = context.metrics();
        this.timer = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "sink-slack-digest");
            thread.setDaemon(true);
            return thread;
        });
    }

    static SlackSink start(Channel channel, Newsroom newsroom, SinkContext context) {
        SlackSink sink = new SlackSink(channel, newsroom, context);
        var unused = sink.timer.scheduleWithFixedDelay(sink::tick, 1, 1, TimeUnit.SECONDS);
        return sink;
    }

    @Override
    public synchronized Delivery deliver(List<CallEvent> batch) {
        if (closed) {
            return Delivery.retry("closed");
        }
        Instant now = clock.instant();
        Newsroom.Findings findings = newsroom.examine(batch, now);
        Delivery told = newsroom.alert(findings).map(channel::say).orElseGet(this::tellDigestIfDue);
        if (told instanceof Delivery.Delivered) {
            newsroom.told(findings, now);
        }
        return told;
    }

    /** Nobody hears the timer's verdict, so it waits a whole digest before it tries again. */
    private synchronized void tick() {
        if (!(tellDigestIfDue() instanceof Delivery.Delivered)) {
            newsroom.postponeDigest(clock.instant());
        }
    }

    /** Delivered if there is nothing to tell. A digest that Slack refuses for good is dropped: no event is at fault. */
    private synchronized Delivery tellDigestIfDue() {
        Optional<SlackMessage> digest = closed ? Optional.empty() : newsroom.dueDigest(clock.instant());
        if (digest.isEmpty()) {
            return Delivery.delivered();
        }
        Delivery told = channel.say(digest.get());
        if (told instanceof Delivery.Rejected) {
            metrics.count("refused_digests", 1);
        }
        if (told instanceof Delivery.Delivered || told instanceof Delivery.Rejected) {
            newsroom.digestDone();
            return Delivery.delivered();
        }
        return told;
    }

    /** Some are held back, which says nothing of the destination. */
    @Override
    public boolean sends(CallEvent event) {
        return false;
    }

    /** Tells what was counted. What cannot be told now is in the file, and told after the next start. */
    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        timer.shutdownNow();
        newsroom.digest().ifPresent(digest -> {
            if (channel.sayNow(digest) instanceof Delivery.Delivered) {
                newsroom.digestDone();
            }
        });
        channel.close();
    }
}
