package io.callstream.whole;

import static org.assertj.core.api.Assertions.assertThat;

import io.callstream.gateway.Gateway;
import java.math.BigDecimal;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Two gateways on one Kafka, and keys whose limits hold over both. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SharedLimitsTest {
    private static final int CLIENTS_OF_EACH = 3;
    private static final BigDecimal BUDGET = new BigDecimal("0.01");
    private static final String BODY =
            "{\"model\":\"sim-text\",\"messages\":[{\"role\":\"user\",\"content\":\"Hello\"}]}";

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private WholePath path;
    private Gateway first;
    private Gateway second;

    @BeforeAll
    void start(@TempDir Path folder) {
        path = WholePath.start(folder);
        first = path.gateway(config(), "first");
        second = path.gateway(config(), "second");
    }

    @AfterAll
    void stop() throws Exception {
        path.close();
    }

    private String config() {
        return Configs.gateway(path.provider(), path.backends(), "sim-text")
                + "  auth: {keys: [{key: sk-budget, max_budget: " + BUDGET + "},"
                + " {key: sk-again, max_budget: 0.0001}, {key: sk-rate, rpm_limit: 20}]}\n";
    }

    private HttpResponse<String> call(Gateway gateway, String key) throws Exception {
        URI chat = gateway.url().resolve("/v1/chat/completions");
        return http.send(
                HttpRequest.newBuilder(chat)
                        .timeout(Duration.ofSeconds(30))
                        .header("Authorization", "Bearer " + key)
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(BODY))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private static BigDecimal cost(HttpResponse<String> answer) {
        return new BigDecimal(
                answer.headers().firstValue("x-litellm-response-cost").orElseThrow());
    }

    /** Every client goes on until it is told that the budget is spent. */
    private List<BigDecimal> untilSpent(Gateway gateway) throws Exception {
        List<BigDecimal> costs = new ArrayList<>();
        HttpResponse<String> answer = call(gateway, "sk-budget");
        while (answer.statusCode() == 200) {
            costs.add(cost(answer));
            answer = call(gateway, "sk-budget");
        }

        assertThat(answer.statusCode()).isEqualTo(429);
        assertThat(answer.body()).contains("\"type\":\"budget_exceeded\"");
        return costs;
    }

    @Test
    void oneBudgetIsOverspentByOneCallForEachAtMost() throws Exception {
        ExecutorService clients = Executors.newFixedThreadPool(2 * CLIENTS_OF_EACH);
        List<Future<List<BigDecimal>>> running = new ArrayList<>();
        for (Gateway gateway : List.of(first, second)) {
            for (int i = 0; i < CLIENTS_OF_EACH; i++) {
                running.add(clients.submit(() -> untilSpent(gateway)));
            }
        }
        List<BigDecimal> costs = new ArrayList<>();
        for (Future<List<BigDecimal>> each : running) {
            costs.addAll(each.get());
        }
        clients.shutdown();

        BigDecimal spent = costs.stream().reduce(BigDecimal.ZERO, BigDecimal::add);
        BigDecimal one = costs.stream().reduce(BigDecimal.ZERO, BigDecimal::max);
        assertThat(spent).isBetween(BUDGET, BUDGET.add(one).add(one));
    }

    @Test
    void aGatewayThatBeginsAgainKnowsWhatWasSpent() throws Exception {
        HttpResponse<String> answer = call(second, "sk-again");
        while (answer.statusCode() == 200) {
            answer = call(second, "sk-again");
        }

        assertThat(answer.body()).contains("budget_exceeded");

        second.close();
        second = path.gateway(config(), "second");

        assertThat(call(second, "sk-again").body()).contains("budget_exceeded");
    }

    @Test
    void requestsInAMinuteAreCountedOverBoth() throws Exception {
        int let = 0;
        for (int i = 0; i < 60; i++) {
            let += call(i % 2 == 0 ? first : second, "sk-rate").statusCode() == 200 ? 1 : 0;
        }

        // Each may let its own through until it hears of the other's.
        assertThat(let).isBetween(20, 40);

        HttpResponse<String> refused = call(first, "sk-rate");

        assertThat(refused.statusCode()).isEqualTo(429);
        assertThat(refused.headers().firstValue("retry-after")).isPresent();
    }
}
