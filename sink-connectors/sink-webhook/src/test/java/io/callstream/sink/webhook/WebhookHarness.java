package io.callstream.sink.webhook;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.callstream.settings.Secret;
import io.callstream.sink.CallEvent;
import io.callstream.sink.SinkFactory;
import io.callstream.sink.testkit.FakeReply;
import io.callstream.sink.testkit.Fixtures;
import io.callstream.sink.testkit.HttpSinkHarness;
import io.callstream.sink.testkit.ReceivedRequest;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** A receiver that checks the signature, stores events by id and refuses one of them. */
final class WebhookHarness extends HttpSinkHarness<WebhookSinkConfig> {
    private static final String SECRET = "whsec-7f3a";
    private static final String BEARER = "Bearer token-5151";

    private static final CallEvent POISON = Fixtures.success(999);

    private final String mode;
    private final Receiver receiver;

    private WebhookHarness(String mode, Receiver receiver) {
        super(401, receiver::receive);
        this.mode = mode;
        this.receiver = receiver;
    }

    static WebhookHarness in(String mode) {
        return new WebhookHarness(mode, new Receiver());
    }

    @Override
    public SinkFactory<WebhookSinkConfig> factory() {
        return new WebhookSinkFactory();
    }

    @Override
    public Map<String, Object> settings() {
        return Map.of(
                "url",
                destination().uri("/hook").toString(),
                "headers",
                Map.of("Authorization", BEARER),
                "secret",
                SECRET,
                "mode",
                mode,
                "timeout",
                "1s",
                "gzip",
                "true");
    }

    @Override
    public boolean takes(CallEvent event) {
        return true;
    }

    @Override
    public Set<String> arrived() {
        return receiver.events.keySet();
    }

    @Override
    public Object state() {
        return receiver.events.toString();
    }

    @Override
    public Optional<CallEvent> poison() {
        return Optional.of(POISON);
    }

    @Override
    public Optional<String> secret() {
        return Optional.of(SECRET);
    }

    private static final class Receiver {
        private final ObjectMapper mapper = new ObjectMapper();
        private final SortedMap<String, JsonNode> events = new TreeMap<>();

        synchronized FakeReply receive(ReceivedRequest request) {
            if (!request.header("authorization").equals(BEARER)
                    || !request.header("x-callstream-signature")
                            .equals(Signature.of(new Secret(SECRET), request.body()))) {
                return FakeReply.status(401, "not from you");
            }
            try {
                JsonNode body = mapper.readTree(request.body());
                Iterable<JsonNode> sent = body.has("events") ? body.get("events") : Set.of(body);
                for (JsonNode event : sent) {
                    if (event.path("event_id").asText().equals(POISON.eventId())) {
                        return FakeReply.status(422, "no poison, please: " + event);
                    }
                }
                sent.forEach(event -> events.put(event.path("event_id").asText(), event));
                return FakeReply.ok("stored");
            } catch (IOException e) {
                return FakeReply.status(400, "no JSON");
            }
        }
    }
}
