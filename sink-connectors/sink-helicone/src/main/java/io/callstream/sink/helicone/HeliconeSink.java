package io.callstream.sink.helicone;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.callstream.sink.CallEvent;
import io.callstream.sink.Delivery;
import io.callstream.sink.Sink;
import io.callstream.sink.SinkMetrics;
import io.callstream.sink.http.Answer;
import io.callstream.sink.http.HttpSender;
import io.callstream.sink.http.Message;
import io.callstream.sink.http.OneByOne;
import io.callstream.sink.http.PoisonDetector;
import io.callstream.sink.http.StatusTable;
import io.callstream.sink.http.Target;
import io.callstream.sink.json.JsonBytes;
import io.callstream.sink.json.JsonReader;
import java.util.List;
import java.util.Optional;

/** Posts each ended call as a log of its own; Helicone takes no batches. Pre-calls and chunks are only acknowledged. */
public final class HeliconeSink implements Sink {
    private static final StatusTable STATUSES = StatusTable.standard();
    /** Helicone's own bound on a log. */
    private static final int LARGEST = 10_000_000;

    private final Target target;
    private final HttpSender sender;
    private final SinkMetrics metrics;
    private final CallLog log = new CallLog();
    private final PoisonDetector poisonDetector = new PoisonDetector();

    HeliconeSink(Target target, HttpSender sender, SinkMetrics metrics) {
        this.target = target;
        this.sender = sender;
        this.metrics = metrics;
    }

    @Override
    public Delivery deliver(List<CallEvent> batch) {
        return OneByOne.deliver(batch, this::send);
    }

    private Delivery send(CallEvent event) {
        Optional<ObjectNode> entry = log.of(event);
        if (entry.isEmpty()) {
            return Delivery.delivered();
        }
        byte[] body = JsonBytes.of(entry.get());
        if (body.length > LARGEST) {
            return Delivery.rejected("larger than Helicone's 10 MB");
        }
        return STATUSES.delivery(sender.post(target, Message.json(body)), replied -> judge(event, replied));
    }

    /** Helicone's logger reports its own failures with status 200, too. */
    private Delivery judge(CallEvent event, Answer.Replied replied) {
        if (!saysError(replied)) {
            poisonDetector.taken(event.eventId());
            return Delivery.delivered();
        }
        metrics.count("logger_errors", 1);
        return poisonDetector.failed(event.eventId())
                ? Delivery.rejected("the logger failed on it again and again")
                : Delivery.retry("logger_error");
    }

    private static boolean saysError(Answer.Replied replied) {
        // "ok" is no JSON.
        return JsonReader.tree(replied.body())
                .filter(said -> said.hasNonNull("error"))
                .isPresent();
    }

    @Override
    public void close() {
        sender.close();
    }
}
