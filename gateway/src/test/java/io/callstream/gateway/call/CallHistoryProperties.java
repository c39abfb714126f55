package io.callstream.gateway.call;

import static org.assertj.core.api.Assertions.assertThat;

import io.callstream.events.Attempt;
import io.callstream.events.EventKind;
import io.callstream.events.FailureEvent;
import io.callstream.events.SuccessEvent;
import io.callstream.gateway.upstream.ProviderWire;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.jspecify.annotations.Nullable;

/**
 * Whatever providers, clients and the clock do to a call, in whatever order: it has one end, at most one answer, and its
 * events tell the attempts as they happened.
 */
class CallHistoryProperties {
    private static final String YAML =
            "model_list:\n" + CallRig.item("one", "") + CallRig.item("two", "") + "router_settings: {num_retries: 3}\n"
                    + "general_settings: {global_max_parallel_requests: 9}\nlitellm_settings: {max_budget: 1000}\n";

    private static final String FALLBACKS = "model_list:\n"
            + CallRig.item("m", "one", "num_retries: 1")
            + CallRig.item("m", "two", "num_retries: 1")
            + CallRig.item("second", "three", "num_retries: 1")
            + CallRig.item("third", "four", "num_retries: 0")
            + "router_settings: {fallbacks: [{m: [second, third]}, {second: [m]}]}\n";

    /** Of the model groups of {@link #FALLBACKS}, in the order that a call may try them. */
    private static final List<Set<String>> GROUPS = List.of(Set.of("one", "two"), Set.of("three"), Set.of("four"));

    private static final Set<String> UNCOMMITTED_ERRORS = Set.of(
            "RATE_LIMITED",
            "PROVIDER_CONFLICT",
            "PROVIDER_ERROR",
            "PROVIDER_UNREACHABLE",
            "PROVIDER_UNAVAILABLE",
            "PROVIDER_TIMEOUT",
            "STREAM_INTERRUPTED");

    /** What may happen next. */
    enum Step {
        ANSWER,
        ERROR,
        BUSY,
        REJECT,
        GARBAGE,
        BEGIN_STREAM,
        FRAME,
        LAST_FRAME,
        ERROR_FRAME,
        END_CHUNKS,
        CUT,
        REFUSE_NEXT,
        MOMENT,
        LONG,
        STALL,
        GO_ON,
        HANG_UP,
        ABANDON
    }

    @Property(tries = 1500)
    void everyCallHasOneEnd(@ForAll boolean stream, @ForAll @Size(max = 14) List<Step> steps) {
        List<Attempt> attempts = attemptsOf(YAML, stream, steps);

        assertThat(attempts).hasSizeLessThanOrEqualTo(4);
        assertThat(attempts.subList(0, attempts.size() - 1))
                .allSatisfy(early -> assertThat(early.getErrorCode()).isIn(UNCOMMITTED_ERRORS));
        assertThat(attempts)
                .extracting(Attempt::getReason)
                .startsWith("first")
                .doesNotContainSequence("retry", "first")
                .doesNotContain("fallback");
    }

    @Property(tries = 500)
    void everyCallThatFallsBackHasOneEnd(@ForAll boolean stream, @ForAll @Size(max = 18) List<Step> steps) {
        List<Attempt> attempts = attemptsOf(FALLBACKS, stream, steps);

        assertThat(attempts).hasSizeLessThanOrEqualTo(5);
        checkGroups(attempts);
    }

    /** What the event tells of a call to which all this happens. */
    private static List<Attempt> attemptsOf(String yaml, boolean stream, List<Step> steps) {
        CallRig rig = new CallRig(yaml);
        RecordingClient client = rig.call(stream ? CallRig.stream() : CallRig.plain());
        for (Step step : steps) {
            happen(step, rig, client, rig.upstream().wires().isEmpty() ? null : rig.wire());
        }
        rig.advance(Duration.ofSeconds(70));
        client.goOn();
        rig.handle().clientGone();
        rig.advance(Duration.ofSeconds(5));

        assertThat(rig.lane().told().stream().map(told -> told.kind()).filter(kind -> kind != EventKind.CHUNK))
                .as("events of the call")
                .hasSize(2)
                .startsWith(EventKind.PRE_CALL);
        assertThat(client.received().split("HTTP/1.1 ", -1)).hasSizeLessThanOrEqualTo(2);
        assertThat(client.answers()).isLessThanOrEqualTo(1);
        List<Attempt> attempts = attempts(rig);
        int sent = rig.upstream().wires().stream().mapToInt(ProviderWire::count).sum();
        assertThat(attempts).isNotEmpty();
        // a request that finds its kept connection closed is sent on another one, which is the same attempt
        int sentAgain = Collections.frequency(steps, Step.CUT);
        assertThat(sent).isLessThanOrEqualTo(attempts.size() + sentAgain);
        assertThat(attempts.subList(0, attempts.size() - 1))
                .allSatisfy(early -> assertThat(early.getErrorCode()).isNotNull());
        assertThat(attempts).isSortedAccordingTo((a, b) -> a.getStartedAt().compareTo(b.getStartedAt()));
        rig.close();
        return attempts;
    }

    /** Every group once, in its order, from its first attempt to its retries. */
    private static void checkGroups(List<Attempt> attempts) {
        int group = 0;
        assertThat(attempts.get(0).getReason()).isEqualTo("first");
        for (Attempt attempt : attempts) {
            group += attempt.getReason().equals("fallback") ? 1 : 0;
            assertThat(GROUPS.get(group)).contains(attempt.getDeploymentId());
        }
    }

    private static List<Attempt> attempts(CallRig rig) {
        List<SuccessEvent> good = rig.lane().all(SuccessEvent.class);
        return good.isEmpty()
                ? rig.lane().only(FailureEvent.class).getAttempts()
                : good.get(0).getAttempts();
    }

    /** @param wire what the provider does happens there; null when there is none */
    static void happen(Step step, CallRig rig, RecordingClient client, @Nullable ProviderWire wire) {
        switch (step) {
            case REFUSE_NEXT -> rig.upstream().refuse(1);
            case MOMENT -> rig.advance(Duration.ofMillis(900));
            case LONG -> rig.advance(Duration.ofSeconds(6));
            case STALL -> client.stall();
            case GO_ON -> {
                client.goOn();
                rig.handle().clientWritable();
            }
            case HANG_UP -> {
                client.hangUp();
                rig.handle().clientGone();
            }
            case ABANDON -> rig.handle().abandon();
            default -> {
                if (wire != null) {
                    provide(step, wire);
                }
            }
        }
    }

    private static void provide(Step step, ProviderWire wire) {
        switch (step) {
            case ANSWER -> wire.answer(200, CallRig.answer("Hi"));
            case ERROR -> wire.answer(500, "{\"error\":{\"message\":\"broken\"}}");
            case BUSY -> wire.answer(429, "retry-after: 1\r\n", "{\"error\":{\"message\":\"busy\"}}");
            case REJECT -> wire.answer(400, "{\"error\":{\"message\":\"wrong\"}}");
            case GARBAGE -> wire.send("no http at all\r\n\r\n");
            case BEGIN_STREAM -> wire.beginStream();
            case FRAME -> wire.chunk(CallRig.frame("a", null));
            case LAST_FRAME -> wire.chunk(CallRig.frame("b", "stop"));
            case ERROR_FRAME -> wire.chunk("data: {\"error\":{\"message\":\"broken\",\"code\":500}}\n\n");
            case END_CHUNKS -> wire.endChunks();
            case CUT -> wire.close();
            default -> throw new IllegalArgumentException(step.name());
        }
    }
}
