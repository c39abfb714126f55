package io.callstream.gateway.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.callstream.events.Attempt;
import io.callstream.events.FailureEvent;
import io.callstream.events.SuccessEvent;
import io.callstream.gateway.upstream.ProviderWire;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Deployments that fail are left alone: by whom, for how long, and what calls hear of it. */
class CooldownTest {
    private static final String BUSY = "{\"error\":{\"message\":\"busy\"}}";
    private static final String TWO = "model_list:\n" + CallRig.item("one", "") + CallRig.item("two", "");

    private final Map<ProviderWire, Integer> answered = new HashMap<>();

    /** The connection with a request that has no answer yet. */
    private ProviderWire asked(CallRig rig) {
        for (ProviderWire wire : rig.upstream().wires()) {
            if (wire.count() > answered.getOrDefault(wire, 0)) {
                answered.merge(wire, 1, Integer::sum);
                return wire;
            }
        }
        throw new AssertionError("no provider is asked");
    }

    private static boolean isOf(ProviderWire wire, String deployment) {
        return wire.requests().contains("host: " + deployment + ".example");
    }

    private static List<String> deployments(List<Attempt> attempts) {
        return attempts.stream().map(Attempt::getDeploymentId).toList();
    }

    @Test
    void oneThatIsRateLimitedIsLeftAloneByTheNextCalls() {
        try (CallRig rig = new CallRig(TWO + "router_settings: {cooldown_time: 10}\n")) {
            rig.call(CallRig.plain());
            asked(rig).answer(429, BUSY);
            asked(rig).answer(200, CallRig.answer("Hi"));
            String limited =
                    rig.lane().only(SuccessEvent.class).getAttempts().get(0).getDeploymentId();

            for (int i = 0; i < 20; i++) {
                RecordingClient client = rig.call(CallRig.plain());
                asked(rig).answer(200, CallRig.answer("Hi"));
                assertThat(client.received()).doesNotContain("x-litellm-model-id: " + limited);
            }

            rig.advance(Duration.ofSeconds(10));
            boolean again = false;
            for (int i = 0; i < 20; i++) {
                RecordingClient client = rig.call(CallRig.plain());
                asked(rig).answer(200, CallRig.answer("Hi"));
                again |= client.received().contains("x-litellm-model-id: " + limited);
            }
            assertThat(again).isTrue();
        }
    }

    @ParameterizedTest
    @CsvSource({"'', 5, 5", "'retry-after: 17', 17, 17", "'retry-after-ms: 1500', 2, 2"})
    void whenAllAreLeftAloneACallHearsWhenToTryAgain(String header, String seconds, String retryAfter) {
        String lines = header.isEmpty() ? "" : header + "\r\n";
        try (CallRig rig = new CallRig(TWO + "router_settings: {num_retries: 1}\n")) {
            RecordingClient first = rig.call(CallRig.plain());
            asked(rig).answer(429, lines, BUSY);
            asked(rig).answer(429, lines, BUSY);
            assertThat(first.status()).isEqualTo("429");

            RecordingClient client = rig.call(CallRig.plain());

            assertThat(client.status()).isEqualTo("429");
            assertThat(client.received()).contains("retry-after: " + retryAfter + "\r\n");
            assertThat(client.body())
                    .contains("No deployments available for selected model, Try again in " + seconds + " seconds.")
                    .contains("\"code\":\"no_deployments_available\"");
            FailureEvent event = rig.lane().all(FailureEvent.class).get(1);
            assertThat(event.getErrorCode()).isEqualTo("NO_DEPLOYMENTS");
            assertThat(event.getAttempts()).isEmpty();
        }
    }

    @Test
    void aCallThatHasBegunIsNotGivenUpBecauseAllAreLeftAlone() {
        try (CallRig rig = new CallRig(TWO)) {
            RecordingClient client = rig.call(CallRig.plain());
            asked(rig).answer(429, BUSY);
            asked(rig).answer(429, BUSY);
            rig.advance(Duration.ofMillis(1_800));
            asked(rig).answer(200, CallRig.answer("Hi"));

            assertThat(client.status()).isEqualTo("200");
            assertThat(rig.lane().only(SuccessEvent.class).getRetryCount()).isEqualTo(2);
        }
    }

    @Test
    void withAFallbackItDoesNotWaitForThem() {
        String yaml = TWO + CallRig.item("second", "other", "") + "router_settings: {fallbacks: [{m: [second]}]}\n";
        try (CallRig rig = new CallRig(yaml)) {
            RecordingClient client = rig.call(CallRig.plain());
            asked(rig).answer(429, BUSY);
            asked(rig).answer(429, BUSY);
            asked(rig).answer(200, CallRig.answer("Hi"));
            assertThat(client.status()).isEqualTo("200");
            assertThat(rig.lane().all(SuccessEvent.class).get(0).getAttempts())
                    .extracting(Attempt::getReason)
                    .containsExactly("first", "retry", "fallback");

            RecordingClient next = rig.call(CallRig.plain());
            asked(rig).answer(200, CallRig.answer("Hi"));
            assertThat(next.received()).contains("x-litellm-attempted-fallbacks: 1\r\n");
            SuccessEvent event = rig.lane().all(SuccessEvent.class).get(1);
            assertThat(event.getFallbackFrom()).isEqualTo("m");
            assertThat(event.getAttempts())
                    .extracting(Attempt::getDeploymentId, Attempt::getReason)
                    .containsExactly(tuple("other", "fallback"));
        }
    }

    @Test
    void aGroupOfOneIsAskedAgainUnlessItsKeyOrModelIsWrong() {
        try (CallRig rig = new CallRig(CallRig.deployment("one") + "router_settings: {num_retries: 0}\n")) {
            rig.call(CallRig.plain());
            asked(rig).answer(429, BUSY);
            rig.call(CallRig.plain());
            asked(rig).answer(401, BUSY);

            RecordingClient client = rig.call(CallRig.plain());

            assertThat(client.body()).contains("No deployments available");
        }
    }

    @Test
    void whatThePolicySaysIsTriedAgainIs() {
        String yaml = TWO + "router_settings: {num_retries: 2, retry_policy: {AuthenticationErrorRetries: 1,"
                + " InternalServerErrorRetries: 0}}\n";
        try (CallRig rig = new CallRig(yaml)) {
            RecordingClient client = rig.call(CallRig.plain());
            asked(rig).answer(401, BUSY);
            asked(rig).answer(200, CallRig.answer("Hi"));
            assertThat(client.status()).isEqualTo("200");

            RecordingClient broken = rig.call(CallRig.plain());
            asked(rig).answer(500, BUSY);
            assertThat(broken.status()).isEqualTo("500");
        }
    }

    @Test
    void aGroupsOwnPolicyComesBeforeTheGeneralOne() {
        String yaml = TWO + "router_settings: {retry_policy: {RateLimitErrorRetries: 0},"
                + " model_group_retry_policy: {m: {RateLimitErrorRetries: 1}}}\n";
        try (CallRig rig = new CallRig(yaml)) {
            RecordingClient client = rig.call(CallRig.plain());
            asked(rig).answer(429, BUSY);
            asked(rig).answer(429, BUSY);

            assertThat(client.status()).isEqualTo("429");
            assertThat(rig.lane().only(FailureEvent.class).getAttempts()).hasSize(2);
        }
    }

    @Test
    void oneThatFailsHalfOfTheTimeIsSeenByNoClient() {
        SplittableRandom random = new SplittableRandom(11);
        try (CallRig rig = new CallRig(TWO + "router_settings: {allowed_fails: 6, cooldown_time: 30}\n")) {
            int failures = 0;
            for (int i = 0; i < 300; i++) {
                RecordingClient client = rig.call(i % 2 == 0 ? CallRig.plain() : CallRig.stream());
                ProviderWire wire = asked(rig);
                if (isOf(wire, "one") && random.nextBoolean()) {
                    failures++;
                    wire.answer(500, BUSY);
                    wire = asked(rig);
                    assertThat(isOf(wire, "two")).isTrue();
                }
                answer(wire, i % 2 != 0);
                assertThat(client.status()).isEqualTo("200");
                rig.advance(Duration.ofMillis(500));
            }

            List<SuccessEvent> events = rig.lane().all(SuccessEvent.class);
            assertThat(events).hasSize(300);
            assertThat(events.stream().filter(event -> event.getRetryCount() == 1))
                    .hasSize(failures);
            assertThat(events.stream().filter(event -> event.getRetryCount() == 1))
                    .allSatisfy(event ->
                            assertThat(deployments(event.getAttempts())).containsExactly("one", "two"));
            assertThat(failures).as("fewer than without being left alone").isBetween(10, 45);
        }
    }

    private static void answer(ProviderWire wire, boolean stream) {
        if (stream) {
            wire.beginStream()
                    .chunk(CallRig.frame("Hi", "stop"))
                    .chunk("data: [DONE]\n\n")
                    .endChunks();
        } else {
            wire.answer(200, CallRig.answer("Hi"));
        }
    }

    @Test
    void aCallWithTagsThatNoDeploymentHasIsRefused() {
        String yaml =
                "model_list:\n" + CallRig.item("one", "tags: [eu]") + "router_settings: {enable_tag_filtering: true}\n";
        try (CallRig rig = new CallRig(yaml)) {
            RecordingClient client = rig.call("{\"model\":\"m\",\"metadata\":{\"tags\":[\"us\"]},\"messages\":[]}");
            assertThat(client.status()).isEqualTo("401");
            assertThat(client.body()).contains("Not allowed to access model due to tags configuration");

            RecordingClient allowed = rig.call("{\"model\":\"m\",\"tags\":[\"eu\"],\"messages\":[]}");
            asked(rig).answer(200, CallRig.answer("Hi"));
            assertThat(allowed.status()).isEqualTo("200");
            assertThat(Objects.requireNonNull(allowed.received())).contains("x-litellm-model-id: one");
        }
    }
}
