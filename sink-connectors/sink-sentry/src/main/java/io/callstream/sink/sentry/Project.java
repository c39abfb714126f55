package io.callstream.sink.sentry;

import io.callstream.sink.Delivery;
import io.callstream.sink.SinkEvent;
import io.callstream.sink.http.Answer;
import io.callstream.sink.http.HttpSender;
import io.callstream.sink.http.IdempotencyKey;
import io.callstream.sink.http.Message;
import io.callstream.sink.http.StatusTable;
import io.callstream.sink.http.Target;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Speaks to one Sentry project, in envelopes, and keeps to its rate limits. For any thread. */
final class Project implements AutoCloseable {
    private static final int ID_DIGITS = 32;
    private static final int TOO_MANY = 429;
    private static final String ENVELOPE = "application/x-sentry-envelope";
    private static final StatusTable STATUSES = StatusTable.standard();

    private final Target target;
    private final HttpSender sender;
    private final Clock clock;
    private final RateLimits limits;

    Project(Dsn dsn, HttpSender sender, Clock clock) {
        String auth = "Sentry sentry_version=7, sentry_client=callstream/1, sentry_key=" + dsn.publicKey();
        this.target = new Target(dsn.envelopes(), Map.of("X-Sentry-Auth", auth));
        this.sender = sender;
        this.clock = clock;
        this.limits = new RateLimits(clock);
    }

    /** The event's id at Sentry: 32 hex digits, the same on every delivery. */
    static String idOf(SinkEvent event) {
        return IdempotencyKey.of(List.of(event)).substring(0, ID_DIGITS);
    }

    /**
     * Posts one event, unless a rate limit says not to.
     *
     * @param event its JSON, which holds the id, too
     */
    Delivery send(String id, String event) {
        Optional<Duration> limited = limits.left();
        if (limited.isPresent()) {
            return Delivery.retryAfter(limited.get(), RateLimits.REASON);
        }
        Answer answer = sender.post(target, Message.of(ENVELOPE, envelope(id, event)));
        if (answer instanceof Answer.Replied replied) {
            limits.note(replied);
            if (replied.status() == TOO_MANY) {
                return limits.left()
                        .map(wait -> Delivery.retryAfter(wait, RateLimits.REASON))
                        .orElseGet(() -> Delivery.retry(RateLimits.REASON));
            }
        }
        return STATUSES.delivery(answer);
    }

    /** The time is that of this very try, which Sentry compares with its own clock. */
    private byte[] envelope(String id, String event) {
        byte[] payload = event.getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(payload.length + 256);
        line(
                bytes,
                "{\"event_id\":\"" + id + "\",\"sent_at\":\"" + clock.instant().truncatedTo(ChronoUnit.MILLIS) + "\"}");
        line(bytes, "{\"type\":\"event\",\"content_type\":\"application/json\",\"length\":" + payload.length + "}");
        bytes.writeBytes(payload);
        bytes.write('\n');
        return bytes.toByteArray();
    }

    private static void line(ByteArrayOutputStream bytes, String json) {
        bytes.writeBytes((json + '\n').getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void close() {
        sender.close();
    }
}
