package io.callstream.benchmarks.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.callstream.testing.provider.SimulatedProvider;
import java.net.URI;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class LoadClientsTest {
    private static final String BODY = "{\"model\":\"%s\",\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]}";

    @Test
    void keepsTheRateAndCountsWaitingForASlowServer() throws InterruptedException {
        try (SimulatedProvider provider = SimulatedProvider.start()) {
            Map<String, Double> fast = run(provider, "sim-text", 200, 1, 4);
            Map<String, Double> slow = run(provider, "sim-slow-40ms", 100, 1, 2);

            assertThat(fast.get("done")).isBetween(140.0, 151.0);
            assertThat(fast.get("errors")).isZero();
            assertThat(slow.get("p50")).isGreaterThan(100_000); // two connections carry 50 of 100 a second
        }
    }

    @Test
    void countsRefusalsAsErrors() throws InterruptedException {
        try (SimulatedProvider provider = SimulatedProvider.start()) {
            assertThat(run(provider, "sim-500", 50, 1, 1).get("errors")).isEqualTo(50);
        }
    }

    @Test
    void seesEveryFrameOfEveryStream() throws InterruptedException {
        try (SimulatedProvider provider = SimulatedProvider.start()) {
            Map<String, Double> report = parsed(StreamLoad.run(chat(provider), "none", new int[] {5, 10, 20}));

            assertThat(report.get("done")).isEqualTo(100);
            assertThat(report.get("errors")).isZero();
            assertThat(report.get("p50")).isPositive();
        }
    }

    @Test
    void theRelayPassesCallsAndStreamsOn() throws InterruptedException {
        try (SimulatedProvider provider = SimulatedProvider.start();
                BareRelay relay = BareRelay.start(provider.url(), 0, 1)) {
            URI chat = relay.url().resolve("/v1/chat/completions");
            Map<String, Double> calls =
                    parsed(RateLoad.run(chat, "none", BODY.formatted("sim-text"), new int[] {100, 1, 4}));
            Map<String, Double> streams = parsed(StreamLoad.run(chat, "none", new int[] {5, 10, 20}));

            assertThat(calls.get("errors")).isZero();
            assertThat(calls.get("done")).isBetween(70.0, 76.0);
            assertThat(streams).containsEntry("errors", 0.0).containsEntry("done", 100.0);
        }
    }

    private static Map<String, Double> run(SimulatedProvider provider, String model, int... numbers)
            throws InterruptedException {
        return parsed(RateLoad.run(chat(provider), "none", BODY.formatted(model), numbers));
    }

    private static URI chat(SimulatedProvider provider) {
        return provider.url().resolve("/v1/chat/completions");
    }

    private static Map<String, Double> parsed(String line) {
        return Arrays.stream(line.split(" "))
                .map(pair -> pair.split("="))
                .collect(Collectors.toMap(pair -> pair[0], pair -> Double.valueOf(pair[1])));
    }
}
