package io.callstream.sink.slack;

import io.callstream.sink.Delivery;
import io.callstream.sink.http.Answer;
import io.callstream.sink.http.HttpSender;
import io.callstream.sink.http.Message;
import io.callstream.sink.http.StatusTable;
import io.callstream.sink.http.Target;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** Speaks to Slack, a message a second at most. For one thread. */
final class Channel implements AutoCloseable {
    private static final Duration BETWEEN = Duration.ofSeconds(1);
    private static final StatusTable STATUSES = StatusTable.standard();

    private final Target webhook;
    private final HttpSender sender;
    private final Clock clock;
    private Instant silentUntil = Instant.EPOCH;

    Channel(Target webhook, HttpSender sender, Clock clock) {
        this.webhook = webhook;
        this.sender = sender;
        this.clock = clock;
    }

    /** Sends the message, unless the last one is less than a second ago. */
    Delivery say(SlackMessage message) {
        Duration wait = Duration.between(clock.instant(), silentUntil);
        if (!wait.isNegative() && !wait.isZero()) {
            return Delivery.retryAfter(wait, "one_message_a_second");
        }
        return sayNow(message);
    }

    /** Sends the message however short ago the last one is; Slack tolerates a short burst. */
    Delivery sayNow(SlackMessage message) {
        silentUntil = clock.instant().plus(BETWEEN);
        Answer answer = post(message.blocks());
        if (answer instanceof Answer.Replied replied && replied.status() == 400) {
            // Slack gives this answer to a webhook it does not know, too.
            return replied.text().contains("invalid_token")
                    ? Delivery.hold("slack_invalid_token")
                    : STATUSES.delivery(post(message.plain()));
        }
        return STATUSES.delivery(answer);
    }

    private Answer post(byte[] json) {
        return sender.post(webhook, Message.json(json));
    }

    @Override
    public void close() {
        sender.close();
    }
}
