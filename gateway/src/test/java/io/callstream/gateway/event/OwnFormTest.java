package io.callstream.gateway.event;

import static org.assertj.core.api.Assertions.assertThat;

import io.callstream.events.SuccessEvent;
import io.callstream.events.id.TraceContext;
import io.callstream.gateway.config.Capture;
import io.callstream.gateway.usage.UsageCounter;
import io.callstream.json.Slice;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** What events tell of an answer in its provider's own form. */
class OwnFormTest {
    private static final Slice BODY = Slice.of("{\"model\":\"m\",\"messages\":[]}");

    private final RecordingLane lane = new RecordingLane();
    private final Queue<Runnable> owner = new ArrayDeque<>();

    @Test
    void whatTheProviderSaidItselfIsToldWithoutCredentials() {
        recorder(policy(Capture.FULL, false))
                .begin(call(false))
                .succeeded(saying("{\"api_key\":\"sk-1\",\"text\":\"Hi\"}"));

        SuccessEvent told = lane.only(SuccessEvent.class);
        assertThat(told.getProviderResponseBody()).isEqualTo("{\"api_key\":\"****\",\"text\":\"Hi\"}");
        assertThat(told.getRedacted()).isTrue();
        assertThat(told.getTruncatedFields()).isEmpty();
    }

    @Test
    void whatTheProviderSaidItselfIsLeftOutWhereItIsTooLong() {
        CapturePolicy policy = new CapturePolicy(Capture.FULL, false, 20, (callId, part, body) -> null);
        CallRecorder callRecorder = recorder(policy).begin(call(false));

        assertThat(callRecorder.roomForOwnForm()).isEqualTo(20);
        callRecorder.succeeded(saying("{\"text\":\"" + "x".repeat(20) + "\"}"));

        SuccessEvent told = lane.only(SuccessEvent.class);
        assertThat(told.getProviderResponseBody()).isNull();
        assertThat(told.getTruncatedFields()).containsExactly("provider_response_body");
    }

    @Test
    void nothingOfWhatTheProviderSaidItselfIsKeptWhereBodiesAreNot() {
        assertThat(recorder(policy(Capture.NONE, false)).begin(call(false)).roomForOwnForm())
                .isZero();
        assertThat(recorder(policy(Capture.REFERENCE, false)).begin(call(false)).roomForOwnForm())
                .isZero();
        CallRecorder callRecorder = recorder(policy(Capture.FULL, true)).begin(call(false));
        assertThat(callRecorder.roomForOwnForm()).isZero();

        callRecorder.succeeded(saying("{\"text\":\"secret\"}"));

        assertThat(lane.only(SuccessEvent.class).getProviderResponseBody()).isNull();
    }

    @Test
    void theEventsOfAStreamAreNotToldWhereItsTextHadToBeMasked() {
        Outcome whole = answered("{\"text\":\"it is sk-proj-abcdefghijklmnop\"}");
        Slice pieces = Slice.of("[\"it is sk-pr\",\"oj-abcdef\",\"ghijklmnop\"]");

        recorder(policy(Capture.FULL, false))
                .begin(call(true))
                .succeeded(with(whole, ProviderAnswer.of(pieces, UnaryOperator.identity())));

        SuccessEvent told = lane.only(SuccessEvent.class);
        assertThat(told.getResponseBody()).contains("****").doesNotContain("abcdef");
        assertThat(told.getProviderResponseBody()).isNull();
    }

    private static CapturePolicy policy(Capture capture, boolean redact) {
        return new CapturePolicy(capture, redact, 1 << 20, BodyStore.NOWHERE);
    }

    private SpoolEventRecorder recorder(CapturePolicy policy) {
        RecorderOptions options = new RecorderOptions(
                new GatewayName("g", 1),
                policy,
                true,
                new RouteChoice(Set.of("everybody")),
                UsageCounter.NONE,
                new EventCounters(),
                Redacting.NOTHING);
        return new SpoolEventRecorder(lane, owner::add, options);
    }

    private static Outcome saying(String own) {
        return with(answered("{\"id\":\"1\"}"), ProviderAnswer.of(Slice.of(own), UnaryOperator.identity()));
    }

    private static Outcome with(Outcome outcome, ProviderAnswer own) {
        return new Outcome(
                outcome.route(), outcome.response().with(own), outcome.usage(), outcome.cost(), outcome.timing());
    }

    private static Outcome answered(String body) {
        ResponseFacts response = new ResponseFacts(body.length(), Slice.of(body), "1", "m", "stop", Map.of());
        return new Outcome(RouteFacts.NONE, response, null, null, new Timing(5, 10, 8));
    }

    private static CallFacts call(boolean stream) {
        UUID id = new UUID(1, 2);
        RequestInfo asked = new RequestInfo("chat_completion", "m", stream, null, BODY, BODY.length(), List.of());
        Caller caller = new Caller(null, Client.UNKNOWN, RequestMetadata.NONE);
        return new CallFacts(id, TraceContext.of(id, null), caller, asked, Instant.EPOCH, 0);
    }
}
