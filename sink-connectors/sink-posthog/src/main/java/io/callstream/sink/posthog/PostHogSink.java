package io.callstream.sink.posthog;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.callstream.sink.CallEvent;
import io.callstream.sink.Delivery;
import io.callstream.sink.Sink;
import io.callstream.sink.http.Answer;
import io.callstream.sink.http.HttpSender;
import io.callstream.sink.http.Message;
import io.callstream.sink.http.StatusTable;
import io.callstream.sink.json.JsonBytes;
import io.callstream.sink.json.JsonReader;
import java.util.List;

/** Captures ended calls in batches; PostHog takes all of a request or nothing. Pre-calls and chunks are only acknowledged. */
public final class PostHogSink implements Sink {
    private static final StatusTable STATUSES = StatusTable.standard();
    /** PostHog's bound on a request before compression. */
    private static final int LARGEST = 20_000_000;

    private final PostHogSinkConfig config;
    private final HttpSender sender;
    private final Capture capture = new Capture();

    PostHogSink(PostHogSinkConfig config, HttpSender sender) {
        this.config = config;
        this.sender = sender;
    }

    @Override
    public Delivery deliver(List<CallEvent> batch) {
        ObjectNode request = JsonNodeFactory.instance
                .objectNode()
                .put("api_key", config.key().reveal());
        ArrayNode events = request.putArray("batch");
        batch.stream().filter(event -> event.kind().terminal()).map(capture::of).forEach(events::add);
        if (events.isEmpty()) {
            return Delivery.delivered();
        }
        byte[] body = JsonBytes.of(request);
        if (body.length > LARGEST) {
            return Delivery.rejected("larger than PostHog's 20 MB"); // the batch is halved
        }
        return STATUSES.delivery(sender.post(config.target(), Message.json(body)), PostHogSink::judge);
    }

    /** Above a billing limit PostHog answers with status 200, throws the events away, and may say so. */
    private static Delivery judge(Answer.Replied replied) {
        // A proxy in between may answer in its own words.
        return JsonReader.tree(replied.body())
                        .filter(said -> !said.path("quota_limited").isEmpty())
                        .isPresent()
                ? Delivery.hold("quota_limited")
                : Delivery.delivered();
    }

    @Override
    public void close() {
        sender.close();
    }
}
