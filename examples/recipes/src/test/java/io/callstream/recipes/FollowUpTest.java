package io.callstream.recipes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.callstream.events.SuccessEvent;
import io.callstream.recipes.workflow.FollowUpConfig;
import io.callstream.recipes.workflow.FollowUpSinkFactory;
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
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class FollowUpTest extends SinkContractTest<FollowUpConfig> {
    private static final String TOKEN = "token-4711";
    private static final CallEvent POISON = Fixtures.success(999);

    @Override
    protected SinkHarness<FollowUpConfig> newHarness() {
        return new Harness(new Queue());
    }

    @Test
    void queuesTheTicketThatTheCallerNamed() {
        SuccessEvent call = SampleCall.number(1).success();
        call.setMetadata(Map.of("feature", "T-17"));
        deliver(call);
        assertThat(((Harness) harness()).queue.tickets.values()).containsExactly("T-17");
    }

    @Test
    void leavesOtherAnswersAndCallsWithoutATicketAlone() {
        SuccessEvent negative = SampleCall.number(1).success();
        negative.setResponseBody("{\"choices\":[{\"message\":{\"content\":\"negative\"}}]}");
        SuccessEvent none = SampleCall.number(2).success();
        none.setMetadata(Map.of());
        SuccessEvent withoutBody = SampleCall.number(3).success();
        withoutBody.setResponseBody(null);
        SuccessEvent broken = SampleCall.number(4).success();
        broken.setResponseBody("{");
        for (SuccessEvent call : List.of(negative, none, withoutBody, broken)) {
            deliver(call);
        }
        assertThat(harness().arrived()).isEmpty();
    }

    private void deliver(SuccessEvent call) {
        try (OpenSink<FollowUpConfig> sink = open()) {
            sink.deliverAll(List.of(new CallEvent.Success(call)));
        }
    }

    /** The samples answer with a city's name, and their callers name a feature. */
    private static final class Harness extends HttpSinkHarness<FollowUpConfig> {
        private final Queue queue;

        private Harness(Queue queue) {
            super(401, queue::receive);
            this.queue = queue;
        }

        @Override
        public SinkFactory<FollowUpConfig> factory() {
            return new FollowUpSinkFactory();
        }

        @Override
        public Map<String, Object> settings() {
            String url = destination().uri("/tickets").toString();
            return Map.of("queue", url, "token", TOKEN, "word", "ZÜRICH", "metadata_key", "feature", "timeout", "1s");
        }

        @Override
        public boolean takes(CallEvent event) {
            return event instanceof CallEvent.Success;
        }

        @Override
        public Set<String> arrived() {
            return queue.tickets.keySet();
        }

        @Override
        public Object state() {
            return queue.tickets.toString();
        }

        @Override
        public Optional<CallEvent> poison() {
            return Optional.of(POISON);
        }

        @Override
        public Optional<String> secret() {
            return Optional.of(TOKEN);
        }
    }

    /** Takes each ticket once by its idempotency key, from those who have the token. */
    private static final class Queue {
        private final ObjectMapper mapper = new ObjectMapper();
        private final SortedMap<String, String> tickets = new TreeMap<>();

        synchronized FakeReply receive(ReceivedRequest request) {
            if (!request.header("authorization").equals("Bearer " + TOKEN)) {
                return FakeReply.status(401, "who are you?");
            }
            try {
                JsonNode sent = mapper.readTree(request.body());
                String id = sent.path("event_id").asText();
                if (request.header("idempotency-key").isEmpty() || id.equals(POISON.eventId())) {
                    return FakeReply.status(422, "refused");
                }
                tickets.put(id, sent.path("ticket").asText());
                return FakeReply.ok("queued");
            } catch (IOException e) {
                return FakeReply.status(400, "no JSON");
            }
        }
    }
}
