package io.callstream.testing.events;

import io.callstream.events.Attempt;
import io.callstream.events.ChunkEvent;
import io.callstream.events.EventKind;
import io.callstream.events.FailureEvent;
import io.callstream.events.PreCallEvent;
import io.callstream.events.SuccessEvent;
import io.callstream.events.id.EventIds;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/**
 * One made-up call and the events that tell of it. Even calls are plain, odd ones are streamed in
 * {@link #CHUNKS} chunks; {@code seq} runs without a gap over calls 0, 1, 2, ... Every getter returns a new record, free to
 * be changed with its setters. {@code SampleCall.number(3).success()} is the same event on every run.
 */
public final class SampleCall {
    /** Chunk events of a streamed call. */
    public static final int CHUNKS = SampleBodies.WORDS.size();

    private static final String MODEL = SampleBodies.MODEL;
    private static final long PROMPT_TOKENS = SampleBodies.PROMPT_TOKENS;
    private static final long COMPLETION_TOKENS = SampleBodies.COMPLETION_TOKENS;
    private static final long INPUT_NANO_USD = PROMPT_TOKENS * 150;
    private static final long OUTPUT_NANO_USD = COMPLETION_TOKENS * 600;
    private static final long DURATION_US = 812_345;
    private static final long UPSTREAM_US = 812_145;
    private static final long GAP_US = 20_000;
    private static final long TTFT_US = 310_000;

    private final int number;
    private final SampleIdentity identity;
    private final SampleBodies bodies;

    private SampleCall(int number) {
        this.number = number;
        this.identity = SampleIdentity.of(number, 2 * number + CHUNKS * (number / 2));
        this.bodies = new SampleBodies(number, identity.startedAt());
    }

    /** @param number from 0 */
    public static SampleCall number(int number) {
        if (number < 0) {
            throw new IllegalArgumentException("number " + number + " (expected 0 or more)");
        }
        return new SampleCall(number);
    }

    /** Calls 0 to {@code count - 1}. */
    public static List<SampleCall> first(int count) {
        List<SampleCall> calls = new ArrayList<>();
        for (int number = 0; number < count; number++) {
            calls.add(number(number));
        }
        return calls;
    }

    public String callId() {
        return identity.callId().toString();
    }

    /** Its number, from 0. */
    int index() {
        return number;
    }

    public boolean streamed() {
        return bodies.streamed();
    }

    /** The request body of the call. */
    public String requestBody() {
        return bodies.request();
    }

    /** The answer's body; of a streamed call, put together from its chunks. */
    public String responseBody() {
        return bodies.response();
    }

    public PreCallEvent preCall() {
        return PreCallEvent.newBuilder()
                .setEventId(EventIds.of(callId(), EventKind.PRE_CALL))
                .setGatewayId(SampleIdentity.GATEWAY)
                .setGatewayEpoch(1)
                .setLane(0)
                .setSeq(identity.firstSeq())
                .setEventTime(identity.startedAt())
                .setCallId(callId())
                .setTraceId(identity.trace().traceId())
                .setSpanId(identity.trace().spanId())
                .setSessionId("session-" + number / 10)
                .setKeyHash("5e884898da28047151d0e56f8dc6292773603d0d6aabbdd62a11ef721d1542d8")
                .setKeyAlias("team-key")
                .setTeamId("team-" + number % 3)
                .setUserId("user-" + number % 5)
                .setEndUser("end-user-" + number)
                .setTags(List.of("sample", streamed() ? "streamed" : "plain"))
                .setMetadata(Map.of("feature", "greeting"))
                .setClientIp("192.0.2.17")
                .setUserAgent("OpenAI/Java 4.100.0")
                .setRequestHeaders(Map.of("x-request-id", "req-" + number))
                .setCallType("chat_completion")
                .setModelGroup(MODEL)
                .setStream(streamed())
                .setParameters("{\"temperature\":0.2}")
                .setRequestBytes(requestBody().length())
                .setRequestBody(requestBody())
                .build();
    }

    /** The chunk events; none if the call is plain. */
    public List<ChunkEvent> chunks() {
        List<ChunkEvent> chunks = new ArrayList<>();
        for (int index = 0; streamed() && index < CHUNKS; index++) {
            chunks.add(chunk(index));
        }
        return chunks;
    }

    private ChunkEvent chunk(int index) {
        boolean last = index == CHUNKS - 1;
        String delta = bodies.chunk(index);
        long elapsed = TTFT_US + index * GAP_US;
        return ChunkEvent.newBuilder()
                .setEventId(EventIds.chunk(callId(), index))
                .setGatewayId(SampleIdentity.GATEWAY)
                .setGatewayEpoch(1)
                .setLane(0)
                .setSeq(identity.firstSeq() + 1 + index)
                .setEventTime(afterStart(elapsed))
                .setCallId(callId())
                .setTraceId(identity.trace().traceId())
                .setSpanId(identity.trace().spanId())
                .setSessionId("session-" + number / 10)
                .setChunkIndex(index)
                .setDelta(delta)
                .setElapsedUs(elapsed)
                .setGapUs(index == 0 ? elapsed : GAP_US)
                .setByteCount(delta.length())
                .setFinishReason(last ? "stop" : null)
                .build();
    }

    /** The call ended well. */
    public SuccessEvent success() {
        SuccessEvent event = SharedColumns.copy(preCall(), new SuccessEvent());
        terminal(event, EventKind.SUCCESS);
        event.setModel(MODEL);
        event.setProvider("openai");
        event.setDeploymentId("deployment-1");
        event.setApiBase("https://api.openai.example/v1");
        event.setRoutingStrategy("simple-shuffle");
        event.setAttempts(List.of(attempt(200, null)));
        event.setResponseBody(responseBody());
        event.setResponseBytes(responseBody().length());
        event.setResponseId(bodies.responseId());
        event.setResponseModel(SampleBodies.RESPONSE_MODEL);
        event.setFinishReason("stop");
        usageAndCost(event);
        event.setStartedAt(identity.startedAt());
        event.setTtftUs(TTFT_US);
        event.setDurationUs(DURATION_US);
        event.setUpstreamUs(UPSTREAM_US);
        event.setGatewayUs(DURATION_US - UPSTREAM_US);
        event.setChunkCount(streamed() ? CHUNKS : 0);
        return event;
    }

    private static void usageAndCost(SuccessEvent event) {
        event.setPromptTokens(PROMPT_TOKENS);
        event.setCompletionTokens(COMPLETION_TOKENS);
        event.setTotalTokens(PROMPT_TOKENS + COMPLETION_TOKENS);
        event.setUsageSource("provider");
        event.setInputCostNanoUsd(INPUT_NANO_USD);
        event.setOutputCostNanoUsd(OUTPUT_NANO_USD);
        event.setCostNanoUsd(INPUT_NANO_USD + OUTPUT_NANO_USD);
        event.setPriceVersion("sample-2026-11");
    }

    /** The provider limited the rate, and the client was told so. */
    public FailureEvent failure() {
        FailureEvent event = failed("RATE_LIMITED", "provider", 429);
        event.setErrorType("requests");
        event.setMessage("the provider limited the rate of requests");
        event.setProviderStatus(429);
        event.setProviderErrorBody("{\"error\":{\"message\":\"Rate limit reached for requests.\","
                + "\"type\":\"requests\",\"param\":null,\"code\":\"rate_limit_exceeded\"}}");
        event.setRetryable(true);
        return event;
    }

    /** The client hung up while the answer was on its way; what had arrived is known. */
    public FailureEvent disconnected() {
        FailureEvent event = failed("CLIENT_DISCONNECTED", "client", null);
        event.setMessage("the client closed the connection before the answer was complete");
        event.setCompletionTokens(1L);
        event.setPromptTokens(PROMPT_TOKENS);
        event.setTotalTokens(PROMPT_TOKENS + 1);
        event.setUsageSource("counted");
        return event;
    }

    /** The gateway died while the call was open; told by its next start, with no duration known. */
    public FailureEvent lost() {
        FailureEvent event = failed("GATEWAY_LOST", "gateway", null);
        event.setMessage("the gateway ended while the call was open");
        event.setLane(-1);
        event.setDurationUs(null);
        event.setUpstreamUs(null);
        event.setGatewayUs(null);
        event.setRetryable(true);
        return event;
    }

    private FailureEvent failed(String code, String origin, @Nullable Integer status) {
        FailureEvent event = SharedColumns.copy(preCall(), new FailureEvent());
        terminal(event, EventKind.FAILURE);
        event.setModel(MODEL);
        event.setProvider("openai");
        event.setDeploymentId("deployment-1");
        event.setAttempts(List.of(attempt(status, code)));
        event.setStartedAt(identity.startedAt());
        event.setDurationUs(DURATION_US);
        event.setUpstreamUs(UPSTREAM_US);
        event.setGatewayUs(DURATION_US - UPSTREAM_US);
        event.setErrorCode(code);
        event.setErrorType("api_error");
        event.setHttpStatus(status);
        event.setOrigin(origin);
        return event;
    }

    /** The columns that a terminal event does not share with its call's pre-call event. */
    private void terminal(SpecificRecord event, EventKind kind) {
        SharedColumns.set(event, "event_id", EventIds.of(callId(), kind));
        SharedColumns.set(event, "seq", identity.firstSeq() + 1 + (streamed() ? CHUNKS : 0));
        SharedColumns.set(event, "event_time", afterStart(DURATION_US));
    }

    private Attempt attempt(@Nullable Integer status, @Nullable String code) {
        return Attempt.newBuilder()
                .setDeploymentId("deployment-1")
                .setProvider("openai")
                .setModel(MODEL)
                .setStartedAt(identity.startedAt())
                .setDurationUs(UPSTREAM_US)
                .setHttpStatus(status)
                .setErrorCode(code)
                .build();
    }

    private Instant afterStart(long micros) {
        return identity.startedAt().plusMillis(micros / 1000);
    }
}
