package io.callstream.recipes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.callstream.recipes.alert.AlertConfig;
import io.callstream.recipes.alert.AlertSinkFactory;
import io.callstream.sink.CallEvent;
import io.callstream.sink.SinkFactory;
import io.callstream.sink.testkit.FakeReply;
import io.callstream.sink.testkit.Fixtures;
import io.callstream.sink.testkit.HttpSinkHarness;
import io.callstream.sink.testkit.OpenSink;
import io.callstream.sink.testkit.ReceivedRequest;
import io.callstream.sink.testkit.SinkContractTest;
import io.callstream.sink.testkit.SinkHarness;
import io.callstream.testing.events.SampleCall;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class AlertTest extends SinkContractTest<AlertConfig> {
    @Override
    protected SinkHarness<AlertConfig> newHarness() {
        return new Harness(new Chat());
    }

    @Test
    void makesOneMessageOfABatch() {
        List<CallEvent> failures = List.of(Fixtures.failure(1), Fixtures.failure(2), Fixtures.failure(3));
        try (OpenSink<AlertConfig> sink = open()) {
            sink.deliverAll(failures);
        }
        assertThat(harness().idempotencyKeys()).hasSize(1);
    }

    @Test
    void saysNothingOfClientsThatHungUp() {
        try (OpenSink<AlertConfig> sink = open()) {
            sink.deliverAll(List.of(new CallEvent.Failure(SampleCall.number(1).disconnected())));
        }
        assertThat(harness().idempotencyKeys()).isEmpty();
    }

    private static final class Harness extends HttpSinkHarness<AlertConfig> {
        private static final String PATH = "/services/T000/B000/secret-4711";
        private final Chat chat;

        private Harness(Chat chat) {
            super(404, chat::receive);
            this.chat = chat;
        }

        @Override
        public SinkFactory<AlertConfig> factory() {
            return new AlertSinkFactory();
        }

        @Override
        public Map<String, Object> settings() {
            return Map.of("url", destination().uri(PATH).toString(), "timeout", "1s");
        }

        @Override
        public boolean takes(CallEvent event) {
            return event instanceof CallEvent.Failure failure
                    && !failure.event().getOrigin().equals("client");
        }

        @Override
        public Set<String> arrived() {
            return chat.told;
        }

        @Override
        public Object state() {
            return chat.told.toString();
        }

        @Override
        public String whyNoPoison() {
            return "the text is kept within what a chat takes";
        }

        @Override
        public Optional<String> secret() {
            return Optional.of("secret-4711");
        }
    }

    /** What an incoming webhook of a chat takes. */
    private static final class Chat {
        private static final int LONGEST = 40_000;
        private static final Pattern CALL = Pattern.compile(" call=(\\S+) ");

        private final ObjectMapper mapper = new ObjectMapper();
        private final Set<String> told = new TreeSet<>();

        synchronized FakeReply receive(ReceivedRequest request) {
            String text = text(request);
            if (text.isEmpty() || text.length() > LONGEST) {
                return FakeReply.status(400, "invalid_payload");
            }
            Matcher calls = CALL.matcher(text);
            while (calls.find()) {
                told.add(calls.group(1) + ":failure");
            }
            return FakeReply.ok("ok");
        }

        private String text(ReceivedRequest request) {
            try {
                JsonNode message = mapper.readTree(request.body());
                return message.path("text").asText("");
            } catch (IOException e) {
                return "";
            }
        }
    }
}
