package io.callstream.gateway.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.callstream.events.ChunkEvent;
import io.callstream.events.EventKind;
import io.callstream.events.FailureEvent;
import io.callstream.events.PreCallEvent;
import io.callstream.events.SuccessEvent;
import io.callstream.events.id.TraceContext;
import io.callstream.gateway.api.InvalidRequestException;
import io.callstream.gateway.api.openai.MetadataReader;
import io.callstream.gateway.api.openai.OpenAiRequest;
import io.callstream.gateway.api.openai.RequestScan;
import io.callstream.gateway.config.ApiKey;
import io.callstream.gateway.config.Capture;
import io.callstream.gateway.config.Deployment;
import io.callstream.gateway.config.KeyHash;
import io.callstream.gateway.error.GatewayError;
import io.callstream.gateway.provider.Operation;
import io.callstream.gateway.usage.Usage;
import io.callstream.gateway.usage.UsageCounter;
import io.callstream.gateway.usage.UsageSource;
import io.callstream.json.Slice;
import io.callstream.spool.Pressure;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StoryTest {
    private static final String BODY = "{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]}";

    private final RecordingLane lane = new RecordingLane();
    private final EventCounters counters = new EventCounters();
    private final Queue<Runnable> owner = new ArrayDeque<>();

    @Test
    void onlyTheFirstEndIsTold() {
        CallRecorder callRecorder = recorder(Capture.FULL).begin(call(BODY));

        callRecorder.failed(Outcome.inside(10), FailureFacts.of(GatewayError.CLIENT_DISCONNECTED, "gone"));
        callRecorder.succeeded(Outcome.inside(20));

        assertThat(lane.told())
                .extracting(RecordingLane.Told::kind)
                .containsExactly(EventKind.PRE_CALL, EventKind.FAILURE);
        assertThat(counters.secondEnds()).isEqualTo(1);
    }

    @Test
    void bodiesAreLeftOutUnderPressureAndThatIsCounted() {
        SpoolEventRecorder recorder = recorder(Capture.FULL);
        CallRecorder callRecorder = recorder.begin(call(BODY));

        lane.pressure(Pressure.SHED_CONTENT);
        callRecorder.succeeded(answered("{\"id\":\"1\"}"));

        SuccessEvent told = lane.only(SuccessEvent.class);
        assertThat(told.getCapture()).isEqualTo("shed");
        assertThat(told.getRequestBody()).isNull();
        assertThat(told.getResponseBody()).isNull();
        assertThat(told.getRequestBytes()).isEqualTo(BODY.length());
        assertThat(told.getPromptTokens()).isEqualTo(1);
        assertThat(lane.contentShed()).containsExactly(EventKind.SUCCESS);
    }

    @Test
    void withoutCaptureNoContentIsTold() {
        CallRecorder callRecorder = recorder(Capture.NONE).begin(call(BODY));

        callRecorder.chunk(Slice.of("{\"secret\":1}"), null, 5_000);
        callRecorder.failed(
                answered("{\"id\":\"1\"}"),
                new FailureFacts(GatewayError.PROVIDER_REJECTED, "no", 400, 400, Slice.of("{\"error\":1}")));

        assertThat(lane.only(PreCallEvent.class).getRequestBody()).isNull();
        assertThat(lane.only(ChunkEvent.class).getDelta()).isNull();
        FailureEvent told = lane.only(FailureEvent.class);
        assertThat(told.getCapture()).isEqualTo("none");
        assertThat(told.getResponseBody()).isNull();
        assertThat(told.getProviderErrorBody()).isNull();
    }

    @Test
    void aBodyThatIsTooLargeIsToldByReference() {
        BodyReference reference = new BodyReference("file:///bodies/1", "ab".repeat(32));
        RecorderOptions options = options(
                new CapturePolicy(Capture.FULL, false, 20, (callId, part, body) -> reference), UsageCounter.NONE);
        CallRecorder callRecorder = new SpoolEventRecorder(lane, owner::add, options).begin(call(BODY));

        callRecorder.succeeded(answered("{\"id\":\"1\"}"));

        SuccessEvent told = lane.only(SuccessEvent.class);
        assertThat(told.getCapture()).isEqualTo("reference");
        assertThat(told.getRequestRef()).isEqualTo(reference.uri());
        assertThat(told.getRequestSha256()).isEqualTo(reference.sha256());
        assertThat(told.getRequestBody()).isNull();
        assertThat(told.getResponseBody()).isEqualTo("{\"id\":\"1\"}");
    }

    @Test
    void credentialsInTheBodyAreMasked() {
        String body =
                "{\"model\":\"m\",\"api_key\":\"sk-1\",\"metadata\":{\"langfuse_secret_key\":\"sk-2\",\"a\":\"b\"}}";

        recorder(Capture.FULL).begin(call(body));

        PreCallEvent told = lane.only(PreCallEvent.class);
        assertThat(told.toString()).doesNotContain("sk-1", "sk-2");
        assertThat(told.getRequestBody()).contains("\"api_key\":\"****\"");
        assertThat(told.getMetadata()).isEqualTo(Map.of("a", "b"));
        assertThat(told.getRedacted()).isTrue();
        assertThat(told.getRequestBytes()).isEqualTo(body.length());
    }

    @Test
    void bytesThatAreNoUtf8AreReplaced() {
        byte[] body = "{\"model\":\"m\",\"x\":\"ä\"}".getBytes(StandardCharsets.ISO_8859_1);
        RequestInfo asked =
                new RequestInfo("chat_completion", "m", false, null, Slice.of(body), body.length, List.of());

        recorder(Capture.FULL).begin(call(asked));

        assertThat(lane.only(PreCallEvent.class).getRequestBody()).isEqualTo("{\"model\":\"m\",\"x\":\"\uFFFD\"}");
    }

    @Test
    void missingUsageIsCountedBeforeTheEndIsTold() {
        Usage usage = Usage.of(3, 4, UsageSource.COUNTED);
        UsageCounter counter = (text, then) -> then.accept(new UsageCounter.Counted(usage, null));
        CallRecorder callRecorder = recorder(counter).begin(call(BODY));

        callRecorder.succeeded(answeredWithoutUsage());

        assertThat(lane.told()).hasSize(1);
        assertThat(lane.noted()).as("cause 13: the end is noted while it waits").hasSize(1);
        owner.remove().run();
        assertThat(lane.only(SuccessEvent.class).getTotalTokens()).isEqualTo(7);
        assertThat(lane.only(SuccessEvent.class).getUsageSource()).isEqualTo("counted");
    }

    @Test
    void aCallThatCannotBeCountedIsToldAllTheSame() {
        UsageCounter full = (text, then) -> {
            throw new RejectedExecutionException("full");
        };
        CallRecorder callRecorder = recorder(full).begin(call(BODY));

        callRecorder.succeeded(answeredWithoutUsage());

        assertThat(lane.only(SuccessEvent.class).getTotalTokens()).isNull();
        assertThat(lane.only(SuccessEvent.class).getUsageSource()).isEqualTo("unknown");
        assertThat(counters.uncounted()).isEqualTo(1);
    }

    @Test
    void anAnswerInACodingThatNobodyReadsIsNotCountedEither() {
        Outcome plain = outcome("\u03b2", Usage.UNCOUNTED);
        recorder(Capture.FULL).begin(call(BODY)).succeeded(plain);
        assertThat(counters.uncounted()).as("sound has no tokens").isZero();
        ResponseFacts coded =
                new ResponseFacts(3, Slice.of("\u03b2"), null, null, null, Map.of("content-encoding", "br"));

        recorder(Capture.FULL)
                .begin(call(BODY))
                .succeeded(new Outcome(plain.route(), coded, Usage.UNCOUNTED, null, plain.timing()));

        assertThat(counters.uncounted()).isEqualTo(1);
    }

    @Test
    @DisplayName("cause 13: the end of an answer that is still to be counted is noted before its client can see it")
    void anExpectedEndIsNoted() {
        CallRecorder callRecorder = recorder((text, then) -> then.accept(null)).begin(call(BODY));

        callRecorder.expect(answeredWithoutUsage());

        assertThat(lane.noted()).hasSize(1);
        assertThat(lane.told()).hasSize(1);
        callRecorder.succeeded(answeredWithoutUsage());
        owner.remove().run();
        assertThat(lane.noted()).hasSize(1);
        assertThat(lane.only(SuccessEvent.class).getUsageSource()).isEqualTo("unknown");
    }

    @Test
    @DisplayName("cause 13: a count that is there after its event loop has ended leaves the note to the next start")
    void aCountAfterTheEndOfItsLoopIsLeftToTheNextStart() {
        List<Runnable> counts = new ArrayList<>();
        UsageCounter later = (text, then) -> counts.add(() -> then.accept(null));
        Executor ended = action -> {
            throw new RejectedExecutionException("event executor terminated");
        };
        CapturePolicy policy = new CapturePolicy(Capture.FULL, false, 1 << 20, BodyStore.NOWHERE);
        CallRecorder callRecorder = new SpoolEventRecorder(lane, ended, options(policy, later)).begin(call(BODY));
        callRecorder.succeeded(answeredWithoutUsage());

        assertThatCode(counts.get(0)::run).doesNotThrowAnyException();

        assertThat(lane.noted()).hasSize(1);
        assertThat(lane.told()).extracting(RecordingLane.Told::kind).containsExactly(EventKind.PRE_CALL);
    }

    @Test
    @DisplayName("cause 13: an end that cannot be noted does not wait")
    void anEndThatCannotBeNotedIsToldAtOnce() {
        CallRecorder callRecorder = recorder((text, then) -> then.accept(null)).begin(call(BODY));
        lane.pressure(Pressure.SHED_CHUNKS);

        callRecorder.succeeded(answeredWithoutUsage());

        assertThat(lane.only(SuccessEvent.class).getUsageSource()).isEqualTo("unknown");
        assertThat(owner).isEmpty();
    }

    @Test
    @DisplayName("X10: no-log holds for chunks")
    void chunksOfACallThatNobodyMayGetAreNotTold() {
        CallRecorder callRecorder = recorder(Capture.FULL).begin(call("{\"model\":\"m\",\"no-log\":true}"));

        callRecorder.chunk(Slice.of("{\"a\":1}"), null, 5_000);
        callRecorder.succeeded(answered("{\"id\":\"1\"}"));

        assertThat(lane.all(ChunkEvent.class)).isEmpty();
        assertThat(lane.only(SuccessEvent.class).getChunkCount()).isZero();
    }

    @Test
    @DisplayName("X10, cause 15: chunks say whose call they belong to and who may not get it")
    void chunksSayWhatTheirReadersFilterBy() {
        ApiKey key = new ApiKey(KeyHash.of("k"), "a", "team", "u", List.of("route"), List.of(), List.of("webhook"));
        CallRecorder callRecorder = recorder(Capture.FULL)
                .begin(call(key, "{\"model\":\"m\",\"user\":\"ann\",\"litellm_disabled_callbacks\":[\"file\"]}"));

        callRecorder.sentTo(new RandomFacts(1).deployment());
        callRecorder.chunk(Slice.of("{\"a\":1}"), null, 5_000);

        ChunkEvent chunk = lane.only(ChunkEvent.class);
        assertThat(chunk.getModelGroup()).isEqualTo("m");
        assertThat(chunk.getProvider())
                .isEqualTo(new RandomFacts(1).deployment().provider());
        assertThat(chunk.getKeyHash()).isEqualTo(KeyHash.of("k").hex());
        assertThat(chunk.getTeamId()).isEqualTo("team");
        assertThat(chunk.getUserId()).isEqualTo("u");
        assertThat(chunk.getEndUser()).isEqualTo("ann");
        assertThat(chunk.getRoutes()).containsExactly("route");
        assertThat(chunk.getDisabledCallbacks()).containsExactly("webhook", "file");
    }

    @Test
    @DisplayName("X14: a request chooses among the routes that its key may choose")
    void routesOfOthersAreIgnoredAndFlagged() {
        ApiKey key = new ApiKey(KeyHash.of("k"), "a", "team-a", "u", List.of("teama"), List.of("audit"), List.of());

        recorder(Capture.FULL).begin(call(key, "{\"model\":\"m\",\"callbacks\":[\"teamb\",\"audit\",\"everybody\"]}"));

        PreCallEvent told = lane.only(PreCallEvent.class);
        assertThat(told.getRoutes()).containsExactly("teama", "audit", "everybody");
        assertThat(told.getRefusedRoutes()).containsExactly("teamb");
    }

    @Test
    @DisplayName("X20: credentials in nested places of a request reach no event")
    void credentialsAnywhereInARequestAreMasked() {
        String body = "{\"model\":\"m\",\"user\":\"sk-user12345\",\"proxy\":{\"Authorization\":\"SECRET\"},"
                + "\"extra_body\":{\"aws_session_token\":\"SECRET\"},\"tools\":[{\"headers\":{\"X-Api-Key\":\"SECRET\"}}],"
                + "\"metadata\":{\"tags\":[\"Bearer abc123def\"],\"session_id\":\"ghp_abcdefghij0123456789\","
                + "\"headers\":{\"authorization\":\"SECRET\"}},"
                + "\"messages\":[{\"role\":\"user\",\"content\":\"SECRET is AKIAIOSFODNN7EXAMPLE\"}]}";

        CallRecorder callRecorder = recorder(Capture.FULL).begin(call(body.replace("SECRET is", "it is")));
        callRecorder.succeeded(answered("{\"id\":\"1\",\"choices\":[{\"content\":\"sk-answer12345\"}]}"));

        assertThat(lane.told().toString())
                .doesNotContain("SECRET", "sk-user12345", "abc123def", "ghp_abc", "AKIAIOS", "sk-answer12345");
        assertThat(lane.only(PreCallEvent.class).getRedacted()).isTrue();
        assertThat(lane.only(PreCallEvent.class).getRequestBody())
                .contains("\"extra_body\":{\"aws_session_token\":\"****\"}", "it is ****\"");
    }

    @ParameterizedTest
    @DisplayName("C23, X21: a deployment's key that its provider quotes reaches no event")
    @ValueSource(strings = {"provider-key-1", "0123456789abcdef0123456789abcdef"})
    void aDeploymentsKeyIsMasked(String key) {
        CallRecorder callRecorder = recorder(Capture.FULL).begin(call(BODY));
        Deployment deployment = new RandomFacts(1).deployment(key);

        callRecorder.sentTo(deployment);
        callRecorder.chunk(Slice.of("{\"error\":\"key " + key + "\"}"), null, 5_000);
        callRecorder.failed(
                new Outcome(
                        RouteFacts.NONE,
                        new ResponseFacts(
                                1, Slice.of("{\"a\":\"" + key + "\"}"), key, key, key, Map.of("x-request-id", key)),
                        null,
                        null,
                        Timing.inside(1)),
                new FailureFacts(
                        GatewayError.PROVIDER_AUTHENTICATION, key, 401, 401, Slice.of("{\"error\":\"" + key + "\"}")));

        assertThat(lane.told().toString()).doesNotContain(key);
        assertThat(lane.only(FailureEvent.class).getProviderErrorBody()).isEqualTo("{\"error\":\"****\"}");
        assertThat(lane.only(FailureEvent.class).getRedacted()).isTrue();
    }

    private SpoolEventRecorder recorder(Capture capture) {
        return new SpoolEventRecorder(
                lane,
                owner::add,
                options(new CapturePolicy(capture, false, 1 << 20, BodyStore.NOWHERE), UsageCounter.NONE));
    }

    private SpoolEventRecorder recorder(UsageCounter counter) {
        return new SpoolEventRecorder(
                lane, owner::add, options(new CapturePolicy(Capture.FULL, false, 1 << 20, BodyStore.NOWHERE), counter));
    }

    private RecorderOptions options(CapturePolicy policy, UsageCounter counter) {
        return new RecorderOptions(
                new GatewayName("g", 1),
                policy,
                true,
                new RouteChoice(Set.of("everybody")),
                counter,
                counters,
                Redacting.NOTHING);
    }

    private static Outcome answered(String body) {
        return outcome(body, Usage.of(1, 2, UsageSource.PROVIDER));
    }

    private static Outcome answeredWithoutUsage() {
        return outcome("{\"id\":\"1\"}", null);
    }

    private static Outcome outcome(String body, @Nullable Usage usage) {
        RouteFacts route =
                new RouteFacts(new RandomFacts(1).deployment(), "m", "simple-shuffle", List.of(), null, false);
        ResponseFacts response = new ResponseFacts(body.length(), Slice.of(body), "1", "m", "stop", Map.of());
        return new Outcome(route, response, usage, null, new Timing(5, 10, 8));
    }

    private static CallFacts call(ApiKey key, String body) {
        CallFacts facts = call(body);
        Caller caller = new Caller(key, Client.UNKNOWN, facts.caller().labels());
        return new CallFacts(facts.callId(), facts.trace(), caller, facts.asked(), Instant.EPOCH, 0);
    }

    private static CallFacts call(String body) {
        try {
            return call(
                    new OpenAiRequest(Slice.of(body), RequestScan.of(Slice.of(body))).info(Operation.CHAT_COMPLETION),
                    MetadataReader.read(RequestScan.of(Slice.of(body)), name -> null));
        } catch (InvalidRequestException e) {
            throw new AssertionError(e);
        }
    }

    private static CallFacts call(RequestInfo asked) {
        return call(asked, RequestMetadata.NONE);
    }

    private static CallFacts call(RequestInfo asked, RequestMetadata labels) {
        UUID id = new UUID(1, 2);
        Caller caller = new Caller(null, Client.UNKNOWN, labels);
        return new CallFacts(id, TraceContext.of(id, null), caller, asked, Instant.EPOCH, 0);
    }
}
