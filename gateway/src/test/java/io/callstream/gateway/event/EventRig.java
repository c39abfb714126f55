package io.callstream.gateway.event;

import io.callstream.events.id.TraceContext;
import io.callstream.gateway.config.Capture;
import io.callstream.gateway.redact.RedactionRig;
import io.callstream.gateway.redact.TextRedaction;
import io.callstream.gateway.usage.Usage;
import io.callstream.gateway.usage.UsageCounter;
import io.callstream.gateway.usage.UsageSource;
import io.callstream.json.Range;
import io.callstream.json.Slice;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A recorder, its lane and what is kept beside the events; and calls of which only one thing is remarkable. */
final class EventRig {
    static final BodyReference REFERENCE = new BodyReference("file:///bodies/1", "ab".repeat(32));

    final RecordingLane lane = new RecordingLane();
    final EventCounters counters = new EventCounters();
    final Queue<Runnable> owner = new ArrayDeque<>();
    final StringBuilder kept = new StringBuilder();
    private Redacting redacting = Redacting.NOTHING;

    /** What is found by its looks is taken out. */
    EventRig redacting() {
        RedactionRig rig = RedactionRig.all();
        redacting = new Redacting(rig.redactions(), rig.counters());
        return this;
    }

    TextRedaction redaction() {
        return redacting.of(call(null, RequestMetadata.NONE));
    }

    SpoolEventRecorder recorder(Capture capture, boolean redact) {
        return new SpoolEventRecorder(
                lane,
                owner::add,
                new RecorderOptions(
                        new GatewayName("g", 1),
                        new CapturePolicy(capture, redact, 1 << 20, new Store()),
                        true,
                        new RouteChoice(Set.of()),
                        UsageCounter.NONE,
                        counters,
                        redacting));
    }

    static CallFacts call(@Nullable String body, RequestMetadata labels) {
        UUID id = new UUID(1, 2);
        Slice slice = body == null ? null : Slice.of(body);
        RequestInfo asked = new RequestInfo(
                "chat_completion", "m", false, null, slice, slice == null ? 0 : slice.length(), List.<Range>of());
        Caller caller = new Caller(null, Client.UNKNOWN, labels);
        return new CallFacts(id, TraceContext.of(id, null), caller, asked, Instant.EPOCH, 0);
    }

    static Outcome answered(@Nullable String body, String finishReason, Map<String, String> headers) {
        RouteFacts route = new RouteFacts(new RandomFacts(1).deployment(), "m", "s", List.of(), null, false);
        Slice slice = body == null ? null : Slice.of(body);
        ResponseFacts response = new ResponseFacts(7, slice, "1", "m", finishReason, headers);
        return new Outcome(route, response, Usage.of(1, 2, UsageSource.PROVIDER), null, new Timing(5, 10, 8));
    }

    /** Has room for everything, in one place. */
    private final class Store implements BodyStore {
        @Override
        public BodyReference keep(UUID callId, String part, Slice body) {
            kept.append(body.text());
            return REFERENCE;
        }

        @Override
        public BodyParts begin(UUID callId, String part) {
            return new BodyParts() {
                @Override
                public void add(Slice bytes) {
                    kept.append(new String(bytes.toBytes(), StandardCharsets.UTF_8));
                }

                @Override
                public BodyReference end() {
                    return REFERENCE;
                }
            };
        }
    }
}
