package io.callstream.gateway.event;

import static org.assertj.core.api.Assertions.assertThat;

import io.callstream.events.ChunkEvent;
import io.callstream.events.FailureEvent;
import io.callstream.events.PreCallEvent;
import io.callstream.events.SuccessEvent;
import io.callstream.events.id.TraceContext;
import io.callstream.gateway.api.InvalidRequestException;
import io.callstream.gateway.api.openai.MetadataReader;
import io.callstream.gateway.api.openai.OpenAiRequest;
import io.callstream.gateway.api.openai.RequestScan;
import io.callstream.gateway.config.Capture;
import io.callstream.gateway.error.GatewayError;
import io.callstream.gateway.provider.Operation;
import io.callstream.gateway.usage.Usage;
import io.callstream.gateway.usage.UsageCounter;
import io.callstream.gateway.usage.UsageSource;
import io.callstream.json.Slice;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** No request and no answer can make an event too large to be kept. */
class BoundedEventsTest {
    private static final int MEGABYTE = 1 << 20;

    private final RecordingLane lane = new RecordingLane();

    @ParameterizedTest
    @DisplayName("X9: 17 MB in any field are told, cut and flagged, without a gap")
    @ValueSource(
            strings = {
                "{\"model\":\"HUGE\"}",
                "{\"model\":\"m\",\"user\":\"HUGE\"}",
                "{\"model\":\"m\",\"metadata\":{\"a\":\"HUGE\"}}",
                "{\"model\":\"m\",\"metadata\":{\"HUGE\":\"a\"}}",
                "{\"model\":\"m\",\"metadata\":{\"tags\":[\"HUGE\"]}}",
                "{\"model\":\"m\",\"metadata\":{\"session_id\":\"HUGE\"}}",
                "{\"model\":\"m\",\"x\":\"HUGE\"}",
                "{\"model\":\"m\",\"callbacks\":[\"HUGE\"]}",
                "{\"model\":\"m\",\"litellm_disabled_callbacks\":[\"HUGE\"]}"
            })
    void aHugeFieldIsCut(String body) {
        CallRecorder callRecorder = recorder().begin(asked(body.replace("HUGE", "é".repeat(17 * MEGABYTE / 2))));

        callRecorder.succeeded(answered("1", "m"));

        PreCallEvent preCall = lane.only(PreCallEvent.class);
        SuccessEvent success = lane.only(SuccessEvent.class);
        assertThat(lane.told().stream().map(told -> told.body().length)).allMatch(length -> length < MEGABYTE);
        assertThat(preCall.getTruncatedFields()).isNotEmpty();
        assertThat(success.getTruncatedFields()).isEqualTo(preCall.getTruncatedFields());
        assertThat(success.getSeq()).isEqualTo(1);
        assertThatNamesFitAnIndex(preCall);
    }

    @Test
    @DisplayName("X9: an answer with a 17 MB id is told")
    void aHugeAnswerIsCut() {
        CallRecorder callRecorder = recorder().begin(asked("{\"model\":\"m\"}"));

        callRecorder.succeeded(answered("i".repeat(17 * MEGABYTE), "n".repeat(5000)));

        SuccessEvent success = lane.only(SuccessEvent.class);
        assertThat(success.getTruncatedFields()).containsExactly("response_id", "response_model");
        assertThat(success.getResponseId()).hasSize(1024);
        assertThat(success.getTotalTokens()).isEqualTo(3);
    }

    @Test
    @DisplayName("X4: a failing call with a 500 KB model name makes small events")
    void aHugeModelNameOfAFailingCallIsCut() {
        CallRecorder callRecorder = recorder().begin(asked("{\"model\":\"" + "m".repeat(500_000) + "\"}"));

        callRecorder.failed(
                Outcome.inside(1), FailureFacts.of(GatewayError.MODEL_NOT_FOUND, "no model " + "m".repeat(500_000)));

        FailureEvent failure = lane.only(FailureEvent.class);
        assertThat(failure.getModelGroup()).hasSize(1024);
        assertThat(failure.getTruncatedFields()).containsExactly("message", "model_group");
        assertThat(lane.told().stream().map(told -> told.body().length))
                .allMatch(length -> length < 500_000 + (16 << 10)); // the body as it came, and once
    }

    @Test
    void manySmallOnesAreCutToo() {
        String tags = IntStream.range(0, 2_000).mapToObj(i -> "\"t" + i + "\"").collect(Collectors.joining(","));
        String fields = IntStream.range(0, 2_000)
                .mapToObj(i -> "\"k" + i + "\":\"" + "v".repeat(200) + "\"")
                .collect(Collectors.joining(","));

        recorder()
                .begin(asked("{\"model\":\"m\",\"metadata\":{\"tags\":[" + tags + "]," + fields + "}," + fields + "}"));

        PreCallEvent preCall = lane.only(PreCallEvent.class);
        assertThat(preCall.getTags()).hasSize(512).startsWith("t0", "t1");
        assertThat(preCall.getMetadata()).hasSize(512).containsKey("k0");
        assertThat(preCall.getParameters()).startsWith("{\"k0\":\"v").endsWith("}");
        assertThat(preCall.getTruncatedFields()).containsExactlyInAnyOrder("tags", "metadata", "parameters");
    }

    @Test
    void aChunkThatIsTooLongKeepsItsPlace() {
        CallRecorder callRecorder = recorder().begin(asked("{\"model\":\"m\",\"stream\":true}"));

        callRecorder.chunk(Slice.of("{\"x\":\"" + "y".repeat(5 * MEGABYTE) + "\"}"), "f".repeat(5000), 5000);

        ChunkEvent chunk = lane.only(ChunkEvent.class);
        assertThat(chunk.getDelta()).isNull();
        assertThat(chunk.getByteCount()).isEqualTo(5 * MEGABYTE + 8);
        assertThat(chunk.getFinishReason()).hasSize(1024);
        assertThat(chunk.getTruncatedFields()).containsExactly("delta", "finish_reason");
    }

    @Test
    void anEventThatHasNoPlaceInASegmentIsToldShort() {
        lane.largestPayload(60 << 10);
        String long_ = "v".repeat(40_000);
        String body = "{\"model\":\"m\",\"metadata\":{\"a\":\"" + long_ + "\",\"b\":\"" + long_ + "\"}}";
        CallRecorder callRecorder = recorder().begin(asked(body));

        callRecorder.succeeded(answered("1", "m"));

        assertThat(lane.told().stream().map(told -> told.body().length)).allMatch(length -> length <= 60 << 10);
        SuccessEvent success = lane.only(SuccessEvent.class);
        assertThat(success.getCapture()).isEqualTo("reference");
        assertThat(success.getRequestRef()).isEqualTo("file:///bodies/request");
        assertThat(success.getRequestBytes()).isEqualTo(body.length());
        assertThat(success.getTruncatedFields()).contains("metadata", "request_body");
        assertThat(success.getModelGroup()).isEqualTo("m");
        assertThat(success.getTotalTokens()).isEqualTo(3);
    }

    @Test
    void theLargestShortEventFitsTheSmallestSegment() {
        lane.largestPayload(60 << 10);
        String huge = "é".repeat(100_000);
        Map<String, String> many = new HashMap<>();
        IntStream.range(0, 100).forEach(i -> many.put(i + huge, huge));
        List<String> names = List.copyOf(many.keySet());
        RequestMetadata labels = new RequestMetadata(huge, huge, names, many, false, false, names, names);
        CallFacts facts = facts(
                new Caller(null, new Client(huge, huge, many), labels),
                new RequestInfo("chat_completion", huge, true, Slice.of("{\"a\":1}"), Slice.of(huge), 1, List.of()));
        CallRecorder callRecorder = recorder().begin(facts);

        callRecorder.failed(
                new Outcome(
                        new RouteFacts(null, huge, null, List.of(), huge, false),
                        new ResponseFacts(1, Slice.of(huge), huge, huge, huge, many),
                        Usage.of(1, 2, UsageSource.PROVIDER),
                        null,
                        Timing.inside(1)),
                new FailureFacts(GatewayError.PROVIDER_ERROR, huge, 500, 500, Slice.of(huge)));

        assertThat(lane.told().stream().map(told -> told.body().length))
                .hasSize(2)
                .allMatch(length -> length <= 60 << 10);
    }

    @Test
    void aCutGoesBetweenCharacters() {
        assertThat(Bounds.cut("a😀b", 4)).isEqualTo("a");
        assertThat(Bounds.cut("a😀b", 5)).isEqualTo("a😀");
        assertThat(Bounds.cut("äöü", 5)).isEqualTo("äö");
        assertThat(Bounds.cut("abc", 3)).isEqualTo("abc");
    }

    private static void assertThatNamesFitAnIndex(SpecificRecord event) {
        for (Schema.Field field : event.getSchema().getFields()) {
            if (event.get(field.pos()) instanceof String text
                    && !Set.of("request_body", "parameters").contains(field.name())) {
                assertThat(text.getBytes(StandardCharsets.UTF_8).length)
                        .as(field.name())
                        .isLessThanOrEqualTo(1024);
            }
        }
    }

    private SpoolEventRecorder recorder() {
        BodyStore store = (callId, part, body) -> new BodyReference("file:///bodies/" + part, "ab".repeat(32));
        CapturePolicy policy = new CapturePolicy(Capture.FULL, false, 4 << 20, store);
        RecorderOptions options = new RecorderOptions(
                new GatewayName("g", 1),
                policy,
                true,
                new RouteChoice(Set.of()),
                UsageCounter.NONE,
                new EventCounters(),
                Redacting.NOTHING);
        return new SpoolEventRecorder(lane, Runnable::run, options);
    }

    private static CallFacts asked(String body) {
        Slice bytes = Slice.of(body);
        try {
            RequestScan scan = RequestScan.of(bytes);
            RequestMetadata labels = MetadataReader.read(scan, name -> null);
            return facts(
                    new Caller(null, Client.UNKNOWN, labels),
                    new OpenAiRequest(bytes, scan).info(Operation.CHAT_COMPLETION));
        } catch (InvalidRequestException e) {
            throw new AssertionError(e);
        }
    }

    private static CallFacts facts(Caller caller, RequestInfo asked) {
        UUID id = new UUID(0x0190_0000_0000_7000L, 0x8000_0000_0000_0000L);
        return new CallFacts(id, TraceContext.of(id, null), caller, asked, Instant.EPOCH, 0);
    }

    private static Outcome answered(String id, String model) {
        return new Outcome(
                RouteFacts.NONE,
                new ResponseFacts(1, null, id, model, "stop", Map.of()),
                Usage.of(1, 2, UsageSource.PROVIDER),
                null,
                Timing.inside(1));
    }
}
