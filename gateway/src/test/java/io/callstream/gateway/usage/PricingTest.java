package io.callstream.gateway.usage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.callstream.gateway.config.CallTimeouts;
import io.callstream.gateway.config.CustomPrice;
import io.callstream.gateway.config.Deployment;
import io.callstream.gateway.config.Endpoint;
import io.callstream.gateway.config.PricesConfig;
import io.callstream.settings.SettingsException;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PricingTest {
    @TempDir
    Path folder;

    @Test
    void cachedTokensAreCheaperAndNoTokenIsPricedTwice() {
        UsageDetails details = new UsageDetails(400, -1, 20, -1, -1);
        Usage usage = new Usage(1000, 50, 1050, details, UsageSource.PROVIDER);

        Cost cost = pricing(null).cost(deployment("openai", "gpt-4o", null), null, usage);

        assertThat(cost).isEqualTo(new Cost(2_500_000, 1_500_000, 500_000, 500_000, "callstream-2025-10"));
    }

    @Test
    void fractionsOfANanoDollarAreRoundedOnceAtTheEnd() {
        Deployment deployment = deployment("openai", "any", price("0.00000000037", "0.00000000037"));

        Cost cost = pricing(null, deployment).cost(deployment, null, Usage.of(1, 1, UsageSource.PROVIDER));

        assertThat(cost).isEqualTo(new Cost(1, 0, 0, 0, "config"));
    }

    @Test
    void aSnapshotCostsWhatItsModelCostsUnlessItIsListed() {
        Pricing pricing = pricing(null);
        Deployment deployment = deployment("openai", "gpt-4o", null);
        Usage usage = Usage.of(1, 0, UsageSource.PROVIDER);

        assertThat(total(pricing.cost(deployment, "gpt-4o-2024-08-06", usage))).isEqualTo(2500);
        assertThat(total(pricing.cost(deployment, "gpt-4o-2024-05-13", usage))).isEqualTo(5000);
    }

    @Test
    void aModelOfAnotherProviderIsNotPricedAsOpenAis() {
        Deployment vllm = deployment("hosted_vllm", "gpt-4o", null);

        assertThat(pricing(null).cost(vllm, "gpt-4o", Usage.of(1, 1, UsageSource.PROVIDER)))
                .isNull();
    }

    @Test
    void aPriceFileInLiteLlmsFormatReplacesShippedPrices() throws IOException {
        Path file = Files.writeString(folder.resolve("prices.json"), """
                {"sample_spec": {"mode": "chat"},
                 "gpt-4o": {"input_cost_per_token": 1e-06, "output_cost_per_token": 2.5e-06, "mode": "chat",
                   "input_cost_per_token_above_200k_tokens": 4e-06, "output_cost_per_reasoning_token": 3e-6}}
                """);
        Pricing pricing = pricing(file);
        Deployment deployment = deployment("openai", "gpt-4o", null);
        Usage reasoned = new Usage(10, 4, 14, new UsageDetails(-1, -1, 3, -1, -1), UsageSource.PROVIDER);

        assertThat(total(pricing.cost(deployment, null, reasoned))).isEqualTo(10 * 1000 + 2500 + 3 * 3000);
        assertThat(total(pricing.cost(deployment, null, Usage.of(200_001, 0, UsageSource.PROVIDER))))
                .isEqualTo(200_001L * 4000);
    }

    @Test
    void aPriceFileThatIsNoneIsNamed() throws IOException {
        Path file = Files.writeString(folder.resolve("broken.json"), "[]");

        assertThatThrownBy(() -> pricing(file))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("broken.json");
    }

    @Test
    void absurdUsageHasNoCost() {
        Usage absurd = Usage.of(900_000_000_000_000_000L, 1, UsageSource.PROVIDER);

        assertThat(pricing(null).cost(deployment("openai", "gpt-4o", null), null, absurd))
                .isNull();
    }

    private static long total(@Nullable Cost cost) {
        return cost == null ? -1 : cost.total();
    }

    private static CustomPrice price(String input, String output) {
        return new CustomPrice(new BigDecimal(input), new BigDecimal(output), null, null);
    }

    private static Pricing pricing(@Nullable Path file, Deployment... deployments) {
        return Pricing.load(new PricesConfig(Optional.ofNullable(file)), List.of(deployments));
    }

    private static Deployment deployment(String provider, String model, @Nullable CustomPrice price) {
        return new Deployment(
                "id",
                "group",
                provider,
                model,
                new Endpoint(URI.create("http://localhost:1/v1"), Optional.empty(), true),
                new CallTimeouts(Duration.ofSeconds(1), Duration.ofSeconds(1)),
                1,
                Optional.ofNullable(price));
    }
}
