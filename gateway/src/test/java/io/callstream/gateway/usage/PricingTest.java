package io.callstream.gateway.usage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.callstream.gateway.config.CallLimits;
import io.callstream.gateway.config.CustomPrice;
import io.callstream.gateway.config.Deployment;
import io.callstream.gateway.config.Endpoint;
import io.callstream.gateway.config.PricesConfig;
import io.callstream.gateway.config.Retries;
import io.callstream.settings.SettingsException;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PricingTest {
    @TempDir
    Path folder;

    @Test
    void cachedTokensAreCheaperAndNoTokenIsPricedTwice() {
        UsageDetails details = new UsageDetails(400, -1, 20, -1, -1);
        Usage usage = new Usage(1000, 50, 1050, details, UsageSource.PROVIDER);

        Cost cost = pricing(null).cost(asked(deployment("openai", "gpt-4o", null)), Answered.UNSAID, usage);

        assertThat(cost).isEqualTo(new Cost(2_500_000, 1_500_000, 500_000, 500_000, "callstream-2026-11"));
    }

    @Test
    void fractionsOfANanoDollarAreRoundedOnceAtTheEnd() {
        Deployment deployment = deployment("openai", "any", price("0.00000000037", "0.00000000037"));

        Cost cost = pricing(null, deployment)
                .cost(asked(deployment), Answered.UNSAID, Usage.of(1, 1, UsageSource.PROVIDER));

        assertThat(cost).isEqualTo(new Cost(1, 0, 0, 0, "config"));
    }

    @Test
    void aSnapshotCostsWhatItsModelCostsUnlessItIsListed() {
        Pricing pricing = pricing(null);
        Deployment deployment = deployment("openai", "gpt-4o", null);
        Usage usage = Usage.of(1, 0, UsageSource.PROVIDER);

        assertThat(total(pricing.cost(asked(deployment), answeredBy("gpt-4o-2024-08-06"), usage)))
                .isEqualTo(2500);
        assertThat(total(pricing.cost(asked(deployment), answeredBy("gpt-4o-2024-05-13"), usage)))
                .isEqualTo(5000);
    }

    @Test
    void aModelOfAnotherProviderIsNotPricedAsOpenAis() {
        Deployment vllm = deployment("hosted_vllm", "gpt-4o", null);

        assertThat(pricing(null).cost(asked(vllm), answeredBy("gpt-4o"), Usage.of(1, 1, UsageSource.PROVIDER)))
                .isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "anthropic, claude-sonnet-4-5-20250929,    3000",
        "anthropic, claude-haiku-5-5,              100",
        "vertex_ai, claude-sonnet-4-5@20250929,    3000",
        "vertex_ai, gemini-2.5-flash,              300",
        "vertex_ai_beta, gemini-2.5-pro,           1250",
        "azure_ai, claude-opus-5,                  5000",
        "cohere_chat, command-r-08-2024,           150",
        "gemini, gemini-embedding-001,             150",
        "bedrock, anthropic.claude-sonnet-4-5-20250929-v1:0,        3000",
        "bedrock, eu.anthropic.claude-sonnet-4-5-20250929-v1:0,     3300",
        "bedrock, global.anthropic.claude-sonnet-4-5-20250929-v1:0, 3000",
        "bedrock, arn:aws:bedrock:eu-west-1:1:inference-profile/apac.amazon.nova-lite-v1:0, 63",
        "bedrock, us.cohere.embed-v4:0,            120",
    })
    void aVersionOrACloudsModelCostsWhatItsMakerAsks(String provider, String model, long nano) {
        Deployment deployment = deployment(provider, model, null);

        assertThat(total(pricing(null).cost(asked(deployment), Answered.UNSAID, Usage.of(1, 0, UsageSource.PROVIDER))))
                .isEqualTo(nano);
    }

    @Test
    void aLongPromptCostsItsTier() {
        Pricing pricing = pricing(null);
        Deployment gemini = deployment("gemini", "gemini-2.5-pro", null);

        assertThat(total(pricing.cost(asked(gemini), Answered.UNSAID, Usage.of(200_000, 0, UsageSource.PROVIDER))))
                .isEqualTo(200_000L * 1250);
        assertThat(total(pricing.cost(asked(gemini), Answered.UNSAID, Usage.of(200_001, 1, UsageSource.PROVIDER))))
                .isEqualTo(200_001L * 2500 + 15_000);
    }

    @Test
    void whatIsKeptForAnHourAndWhatIsAnImageHaveTheirOwnPrices() throws IOException {
        Path file = Files.writeString(folder.resolve("prices.json"), """
            {"kept": {"input_cost_per_token": 1e-06, "output_cost_per_token": 2e-06, "cache_creation_input_token_cost": 3e-06,
               "cache_creation_input_token_cost_above_1hr": 5e-06, "cache_creation_input_token_cost_above_1hr_above_200k_tokens": 7e-06,
               "input_cost_per_token_above_200k_tokens": 1e-06},
             "drawn": {"input_cost_per_token": 1e-06, "input_cost_per_image_token": 2e-06, "output_cost_per_image_token": 4e-06}}
            """);
        Pricing pricing = pricing(file);
        AskedModel kept = asked(deployment("openai", "kept", null));
        AskedModel drawn = asked(deployment("openai", "drawn", null));

        assertThat(total(pricing.cost(kept, Answered.UNSAID, usage(100, 0, 60, new UsageDetails.Others(20, -1, -1)))))
                .isEqualTo(40_000 + 40 * 3000 + 20 * 5000);
        assertThat(total(pricing.cost(
                        kept, Answered.UNSAID, usage(200_001, 0, 200_001, new UsageDetails.Others(1, -1, -1)))))
                .isEqualTo(200_000L * 3000 + 7000);
        assertThat(total(pricing.cost(drawn, Answered.UNSAID, usage(10, 5, -1, new UsageDetails.Others(-1, 4, -1)))))
                .isEqualTo(6 * 1000 + 4 * 2000 + 5 * 4000);
    }

    @ParameterizedTest
    @CsvSource({
        "openai, gpt-5,           ,          1000, 100,    2250000",
        "openai, gpt-5,           default,   1000, 100,    2250000",
        "openai, gpt-5,           scale,     1000, 100,    2250000",
        "openai, gpt-5,           flex,      1000, 100,    1125000",
        "openai, gpt-5,           priority,  1000, 100,    4500000",
        "openai, gpt-5,           fast,      1000, 100,    4500000",
        "openai, gpt-5,           batch,     1000, 100,    1125000",
        "openai, gpt-5.6,         priority,  272001, 0,    4352016000",
        "openai, gpt-5.4,         priority,  272001, 0,    1360005000",
        "anthropic, claude-opus-5, fast,     1000, 100,    15000000",
        "anthropic, claude-opus-5, priority, 1000, 100,    7500000",
        "anthropic, claude-opus-5, batch,    1000, 100,    3750000",
        "gemini, gemini-2.5-flash, priority, 1000, 100,    990000",
        "vertex_ai, gemini-2.5-flash, flex,  1000, 100,    275000",
        "bedrock, amazon.nova-2-lite-v1:0, priority, 1000, 100, 962500",
    })
    void aTierHasItsOwnPrices(String provider, String model, @Nullable String tier, long in, long out, long nano) {
        AskedModel asked = asked(deployment(provider, model, null));

        Cost cost = pricing(null).cost(asked, Answered.as(null, tier), Usage.of(in, out, UsageSource.PROVIDER));

        assertThat(total(cost)).isEqualTo(nano);
    }

    @Test
    void liteLlmsMapNamesPricesOfTiersAndWhatATierDoesNotPriceCostsTheUsual() throws IOException {
        Path file = Files.writeString(folder.resolve("prices.json"), """
            {"m": {"input_cost_per_token": 1e-06, "output_cost_per_token": 2e-06, "cache_read_input_token_cost": 5e-07,
               "output_cost_per_reasoning_token": 9e-06, "input_cost_per_token_priority": 4e-06, "output_cost_per_token_priority": 8e-06,
               "input_cost_per_token_above_200k_tokens": 3e-06, "input_cost_per_token_above_200k_tokens_priority": 7e-06,
               "provider_specific_entry": {"us": 1.1, "fast": 6}}}
            """);
        AskedModel asked = asked(deployment("openai", "m", null));
        Usage usage = new Usage(10, 4, 14, new UsageDetails(2, -1, 3, -1, -1), UsageSource.PROVIDER);
        Pricing pricing = pricing(file);

        assertThat(total(pricing.cost(asked, Answered.as(null, "priority"), usage)))
                .as("a tier that prices answers prices thoughts so, too")
                .isEqualTo(8 * 4000 + 2 * 500 + 4 * 8000);
        assertThat(total(
                        pricing.cost(asked, Answered.as(null, "priority"), Usage.of(200_001, 1, UsageSource.PROVIDER))))
                .isEqualTo(200_001L * 7000 + 8000);
        assertThat(total(pricing.cost(asked, Answered.as(null, "fast"), usage)))
                .isEqualTo(6 * (8 * 1000 + 2 * 500 + 2000 + 3 * 9000));
    }

    @Test
    void ownPricesHaveTiersOfServiceToo() {
        CustomPrice price = new CustomPrice(
                new BigDecimal("1e-6"),
                new BigDecimal("2e-6"),
                null,
                null,
                Map.of("output_cost_per_token_flex", new BigDecimal("1e-6")),
                null);
        Deployment own = deployment("openai", "any", price);

        Cost cost =
                pricing(null, own).cost(asked(own), Answered.as(null, "flex"), Usage.of(1, 1, UsageSource.PROVIDER));

        assertThat(total(cost)).isEqualTo(2000);
    }

    private static Usage usage(long prompt, long completion, long created, UsageDetails.Others others) {
        UsageDetails details = new UsageDetails(-1, created, -1, -1, -1, others);
        return new Usage(prompt, completion, prompt + completion, details, UsageSource.PROVIDER);
    }

    @Test
    void liteLlmsMapNamesPartsOfAProvider() throws IOException {
        Path file = Files.writeString(folder.resolve("prices.json"), """
            {"gemini-9": {"litellm_provider": "vertex_ai-language-models", "input_cost_per_token": 1e-06},
             "gemini/gemini-9": {"litellm_provider": "gemini", "input_cost_per_token": 2e-06},
             "eu.amazon.nova-9": {"litellm_provider": "bedrock_converse", "input_cost_per_token": 3e-06}}
            """);
        Usage usage = Usage.of(1, 0, UsageSource.PROVIDER);

        assertThat(total(pricing(file).cost(asked(deployment("vertex_ai", "gemini-9", null)), Answered.UNSAID, usage)))
                .isEqualTo(1000);
        assertThat(total(pricing(file).cost(asked(deployment("gemini", "gemini-9", null)), Answered.UNSAID, usage)))
                .isEqualTo(2000);
        assertThat(total(pricing(file)
                        .cost(asked(deployment("bedrock", "eu.amazon.nova-9", null)), Answered.UNSAID, usage)))
                .isEqualTo(3000);
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

        assertThat(total(pricing.cost(asked(deployment), Answered.UNSAID, reasoned)))
                .isEqualTo(10 * 1000 + 2500 + 3 * 3000);
        assertThat(total(pricing.cost(asked(deployment), Answered.UNSAID, Usage.of(200_001, 0, UsageSource.PROVIDER))))
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

        assertThat(pricing(null).cost(asked(deployment("openai", "gpt-4o", null)), Answered.UNSAID, absurd))
                .isNull();
    }

    @Test
    @DisplayName("U14: a wildcard's call is priced by the model that was asked for, whatever the provider calls it")
    void aWildcardIsPricedByTheModelThatFillsIt() {
        AskedModel asked = new AskedModel(deployment("openai", "*", null), "gpt-4o-mini");

        Cost cost = pricing(null).cost(asked, answeredBy("prod-alias-7"), Usage.of(1000, 1000, UsageSource.PROVIDER));

        assertThat(total(cost)).isEqualTo(750_000);
    }

    @Test
    void anotherModelsNameInTheAnswerDoesNotChangeThePrice() {
        Deployment mini = deployment("openai", "gpt-4o-mini", null);

        assertThat(total(
                        pricing(null).cost(asked(mini), answeredBy("gpt-4o"), Usage.of(1000, 0, UsageSource.PROVIDER))))
                .isEqualTo(150_000);
    }

    @Test
    void aNameWithoutPriceIsPricedByTheModelThatAnswered() {
        Deployment alias = deployment("openai", "our-alias", null);

        assertThat(total(pricing(null)
                        .cost(asked(alias), answeredBy("gpt-4o-mini"), Usage.of(1000, 0, UsageSource.PROVIDER))))
                .isEqualTo(150_000);
    }

    @ParameterizedTest
    @ValueSource(strings = {"gpt-4o", "gpt-4o-2024-08-06"})
    void theBaseModelComesBeforeTheNameOfTheDeployment(String base) {
        CustomPrice price = new CustomPrice(null, null, null, null, Map.of(), base);
        Deployment azure = deployment("azure", "gpt-4o-mini", price);

        Cost cost = pricing(null, azure)
                .cost(asked(azure), answeredBy("gpt-4o-mini"), Usage.of(1000, 0, UsageSource.PROVIDER));

        assertThat(total(cost)).isEqualTo(2_500_000);
    }

    @Test
    void ownPricesComeBeforeTheBaseModelAndHaveTiers() {
        CustomPrice price = new CustomPrice(
                new BigDecimal("1e-6"),
                new BigDecimal("2e-6"),
                new BigDecimal("1e-7"),
                null,
                Map.of(
                        "output_cost_per_reasoning_token", new BigDecimal("3e-6"),
                        "input_cost_per_token_above_128k_tokens", new BigDecimal("4e-6")),
                "gpt-4o");
        Deployment own = deployment("openai", "any", price);
        Pricing pricing = pricing(null, own);
        Usage thought = new Usage(10, 5, 15, new UsageDetails(4, -1, 2, -1, -1), UsageSource.PROVIDER);
        Usage longPrompt = new Usage(200_000, 0, 200_000, new UsageDetails(1000, -1, -1, -1, -1), UsageSource.PROVIDER);

        assertThat(total(pricing.cost(asked(own), Answered.UNSAID, thought)))
                .isEqualTo(6 * 1000 + 4 * 100 + 3 * 2000 + 2 * 3000);
        assertThat(total(pricing.cost(asked(own), Answered.UNSAID, longPrompt)))
                .isEqualTo(199_000L * 4000 + 1000 * 100);
    }

    @Test
    void aMapsBareNamesArePricedForTheProviderItGivesThem() throws IOException {
        Path file = Files.writeString(folder.resolve("prices.json"), """
            {"claude-x": {"input_cost_per_token": 3e-06, "output_cost_per_token": 1e-05, "litellm_provider": "anthropic"},
             "openrouter/auto": {"input_cost_per_token": -1, "output_cost_per_token": -1},
             "free": {"input_cost_per_token": 0, "output_cost_per_token": 0.0},
             "steep": {"input_cost_per_token": 1e999999, "output_cost_per_token": 1e-999999}}
            """);
        Pricing pricing = pricing(file);
        Usage usage = Usage.of(10, 0, UsageSource.PROVIDER);

        assertThat(total(pricing.cost(asked(deployment("anthropic", "claude-x", null)), Answered.UNSAID, usage)))
                .isEqualTo(30_000);
        assertThat(pricing.cost(asked(deployment("openrouter", "auto", null)), Answered.UNSAID, usage))
                .as("no price is not 0")
                .isNull();
        assertThat(total(pricing.cost(asked(deployment("openai", "free", null)), Answered.UNSAID, usage)))
                .isZero();
        assertThat(total(pricing.cost(asked(deployment("openai", "steep", null)), Answered.UNSAID, usage)))
                .isEqualTo(10_000_000_000L);
    }

    private static AskedModel asked(Deployment deployment) {
        return new AskedModel(deployment, deployment.model());
    }

    private static Answered answeredBy(String model) {
        return Answered.as(model, null);
    }

    private static long total(@Nullable Cost cost) {
        return cost == null ? -1 : cost.total();
    }

    private static CustomPrice price(String input, String output) {
        return new CustomPrice(new BigDecimal(input), new BigDecimal(output), null, null, Map.of(), null);
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
                new CallLimits(Duration.ofSeconds(1), Duration.ofSeconds(1), Retries.NONE),
                1,
                Optional.ofNullable(price));
    }
}
