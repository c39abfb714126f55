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
import java.util.List;

/** Speaks to Slack, a message a second at most. For one thread. */
final class Channel implements AutoCloseable {
    private static final Duration BETWEEN = Duration.ofSeconds(1);
    private static final StatusTable STATUSES = StatusTable.standard();
    private static final SlackMessage NOTICE = new SlackMessage(
            "Slack fails again and again on a message of Callstream's, which is left out: its events are among the dead letters of the"
                    + " sink slack, or counted as refused_digests.",
            List.of(),
            "");

    private final Target webhook;
    private final HttpSender sender;
    private final Clock clock;
    private final Doubt doubt;
    private Instant silentUntil = Instant.EPOCH;

    Channel(Target webhook, HttpSender sender, Clock clock) {
        this.webhook = webhook;
        this.sender = sender;
        this.clock = clock;
        this.doubt = new Doubt(clock);
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
        Delivery verdict = send(message);
        if (verdict instanceof Delivery.Delivered) {
            doubt.passed();
        }
        return doubt.failed(verdict) ? doubted(message, verdict) : verdict;
    }

    /** Simpler, if Slack takes that; refused, if it takes other messages. */
    private Delivery doubted(SlackMessage message, Delivery verdict) {
        if (sendPlain(message) instanceof Delivery.Delivered) {
            doubt.passed();
            return Delivery.delivered();
        }
        if (!doubt.isAlive()) {
            if (!(sendPlain(NOTICE) instanceof Delivery.Delivered)) {
                return verdict;
            }
            doubt.noticed();
        }
        Delivery again = sendPlain(message); // once more, since another one has just passed
        return doubt.failed(again) ? Delivery.rejected("fails_while_others_pass") : again;
    }

    private Delivery send(SlackMessage message) {
        Answer answer = post(message.blocks());
        if (answer instanceof Answer.Replied replied && replied.status() == 400) {
            // Slack gives this answer to a webhook it does not know, too.
            return replied.text().contains("invalid_token") ? Delivery.hold("slack_invalid_token") : sendPlain(message);
        }
        return STATUSES.delivery(answer);
    }

    private Delivery sendPlain(SlackMessage message) {
        return STATUSES.delivery(post(message.plain()));
    }

    private Answer post(byte[] json) {
        return sender.post(webhook, Message.json(json));
    }

    @Override
    public void close() {
        sender.close();
    }
}
