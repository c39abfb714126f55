package io.callstream.sink.posthog;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.TextNode;
import io.callstream.sink.CallEvent;
import io.callstream.sink.Delivery;
import io.callstream.sink.Sink;
import io.callstream.sink.http.Answer;
import io.callstream.sink.http.HttpSender;
import io.callstream.sink.http.Message;
import io.callstream.sink.http.StatusTable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;

/** Captures ended calls in batches; PostHog takes all of a request or nothing. Pre-calls and chunks are only acknowledged. */
public final class PostHogSink implements Sink {
    private static final StatusTable STATUSES = StatusTable.standard();
    private static final ObjectMapper JSON = new ObjectMapper();
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
        String events = batch.stream()
                .filter(event -> event.kind().terminal())
                .map(capture::of)
                .collect(Collectors.joining(","));
        if (events.isEmpty()) {
            return Delivery.delivered();
        }
        byte[] body = ("{\"api_key\":" + TextNode.valueOf(config.key().reveal()) + ",\"batch\":[" + events + "]}")
                .getBytes(StandardCharsets.UTF_8);
        if (body.length > LARGEST) {
            return Delivery.rejected("larger than PostHog's 20 MB"); // the batch is halved
        }
        return STATUSES.delivery(sender.post(config.target(), Message.json(body)), PostHogSink::judge);
    }

    /** Above a billing limit PostHog answers with status 200, throws the events away, and may say so. */
    private static Delivery judge(Answer.Replied replied) {
        try {
            return JSON.readTree(replied.body()).path("quota_limited").isEmpty()
                    ? Delivery.delivered()
                    : Delivery.hold("quota_limited");
        } catch (IOException e) {
            return Delivery.delivered(); // a proxy in between may answer in its own words
        }
    }

    @Override
    public void close() {
        sender.close();
    }
}
