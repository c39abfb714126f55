package io.callstream.gateway.usage;

import static org.assertj.core.api.Assertions.assertThat;

import io.callstream.gateway.config.CallLimits;
import io.callstream.gateway.config.Deployment;
import io.callstream.gateway.config.Endpoint;
import io.callstream.gateway.config.PricesConfig;
import io.callstream.gateway.config.Retries;
import io.callstream.gateway.limit.ByteBudget;
import io.callstream.json.Slice;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TokenizerUsageTest {
    private static final Slice REQUEST = Slice.of("{\"prompt\": \"hello world\"}");

    private final List<UsageCounter.@Nullable Counted> results = new ArrayList<>();
    private final Pricing pricing = Pricing.load(new PricesConfig(Optional.empty()), List.of());
    private final UsageCounter counter =
            new TokenizerUsage(new TokenCounter(), pricing, Runnable::run, new ByteBudget(1 << 20));

    @Test
    void countedTokensArePricedByTheModelThatWasAskedFor() {
        Slice response =
                Slice.of("{\"model\": \"gpt-4o-mini-2024-07-18\", \"choices\": [{\"text\": \"hello world\"}]}");

        counter.count(new UsageCounter.Text(asked(), REQUEST, response, Answered.as("gpt-4o", null)), results::add);

        Cost cost = new Cost(2 * 2500 + 2 * 10_000, 5000, 20_000, 0, "callstream-2026-11");
        assertThat(results).containsExactly(new UsageCounter.Counted(Usage.of(2, 2, UsageSource.COUNTED), cost));
    }

    @Test
    void whatIsNoJsonIsAnsweredAllTheSame() {
        counter.count(new UsageCounter.Text(asked(), REQUEST, Slice.of("<html>"), Answered.UNSAID), results::add);

        assertThat(results).hasSize(1).containsOnlyNulls();
    }

    private static AskedModel asked() {
        Deployment deployment = new Deployment(
                "id",
                "group",
                "openai",
                "gpt-4o",
                new Endpoint(URI.create("http://localhost:1/v1"), Optional.empty(), true),
                new CallLimits(Duration.ofSeconds(1), Duration.ofSeconds(1), Retries.NONE),
                1,
                Optional.empty());
        return new AskedModel(deployment, deployment.model());
    }
}
