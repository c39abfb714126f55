package io.callstream.sink.webhook;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.callstream.sink.AlertSinkFactory;
import io.callstream.sink.CallEvent;
import io.callstream.sink.testkit.AlertHarness;
import io.callstream.sink.testkit.FakeReply;
import io.callstream.sink.testkit.Fixtures;
import io.callstream.sink.testkit.HttpSinkHarness;
import io.callstream.sink.testkit.ReceivedRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** A receiver that checks the signature, stores events by id and refuses one of them. */
final class WebhookHarness extends HttpSinkHarness<WebhookSinkConfig> implements AlertHarness<WebhookSinkConfig> {
    private static final String SECRET = "whsec-7f3a";
    private static final String BEARER = "Bearer token-5151";

    private static final CallEvent POISON = Fixtures.success(999);

    private final Map<String, Object> more;
    private final Receiver receiver;

    private WebhookHarness(Map<String, Object> more, Receiver receiver) {
        super(401, receiver::receive);
        this.more = more;
        this.receiver = receiver;
    }

    static WebhookHarness in(String mode) {
        return with(Map.of("mode", mode));
    }

    /** @param more settings beside those that every test needs */
    static WebhookHarness with(Map<String, Object> more) {
        return new WebhookHarness(more, new Receiver());
    }

    @Override
    public AlertSinkFactory<WebhookSinkConfig> factory() {
        return new WebhookSinkFactory();
    }

    @Override
    public Map<String, Object> settings() {
        Map<String, Object> settings = new HashMap<>(Map.of(
                "url",
                destination().uri("/hook").toString(),
                "headers",
                Map.of("Authorization", BEARER),
                "secret",
                SECRET,
                "timeout",
                "1s",
                "gzip",
                "true"));
        settings.putAll(more);
        return settings;
    }

    @Override
    public boolean takes(CallEvent event) {
        return !more.containsKey("payload") || event.kind().terminal();
    }

    @Override
    public Set<String> arrived() {
        return ids("kind");
    }

    @Override
    public Set<String> arrivedAlerts() {
        return ids("type");
    }

    @Override
    public Object alertState() {
        return state();
    }

    /** What was received, by id. */
    Map<String, JsonNode> received() {
        return receiver.received();
    }

    /** LiteLLM's form says by neither field what it is. */
    private Set<String> ids(String field) {
        return received().entrySet().stream()
                .filter(event -> event.getValue().has(field) || more.containsKey("payload") && field.equals("kind"))
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    @Override
    public Object state() {
        return receiver.text();
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

        synchronized Map<String, JsonNode> received() {
            return Map.copyOf(events);
        }

        synchronized String text() {
            return events.toString();
        }

        synchronized FakeReply receive(ReceivedRequest request) {
            if (!request.header("authorization").equals(BEARER) || !isSigned(request)) {
                return FakeReply.status(401, "not from you");
            }
            try {
                List<JsonNode> sent = events(request);
                for (JsonNode event : sent) {
                    if (id(event).startsWith(POISON.callId())) {
                        return FakeReply.status(422, "no poison, please: " + event);
                    }
                }
                sent.forEach(event -> events.put(id(event), event));
                return FakeReply.ok("stored");
            } catch (IOException e) {
                return FakeReply.status(400, "no JSON");
            }
        }

        private static boolean isSigned(ReceivedRequest request) {
            return request.header("x-callstream-signature").equals("sha256=" + hmac(request.body()));
        }

        private static String hmac(byte[] body) {
            try {
                Mac mac = Mac.getInstance("HmacSHA256");
                mac.init(new SecretKeySpec(SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
                return HexFormat.of().formatHex(mac.doFinal(body));
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException(e);
            }
        }

        private List<JsonNode> events(ReceivedRequest request) throws IOException {
            List<JsonNode> sent = new ArrayList<>();
            if (request.header("content-type").equals("application/x-ndjson")) {
                for (String line : request.text().split("\n")) {
                    sent.add(mapper.readTree(line));
                }
                return sent;
            }
            JsonNode body = mapper.readTree(request.body());
            JsonNode list = body.has("events") ? body.get("events") : body;
            if (list.isArray()) {
                list.forEach(sent::add);
            } else {
                sent.add(body);
            }
            return sent;
        }

        private static String id(JsonNode event) {
            return event.has("event_id")
                    ? event.path("event_id").asText()
                    : event.path("litellm_call_id").asText() + ":"
                            + event.path("status").asText();
        }
    }
}
