package io.callstream.gateway.usage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.callstream.gateway.config.GatewayConfig;
import io.callstream.settings.ConfigFile;
import io.callstream.settings.Environment;
import io.callstream.settings.Problems;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** LiteLLM's discounts and margins. A call of {@code gpt-4o} costs 1,000,000 nanodollars here, before them. */
class CostChangesTest {
    private static final String MODELS = """
        model_list:
          - model_name: m
            litellm_params: {model: openai/gpt-4o, api_key: sk-1, input_cost_per_token: 0.000001, output_cost_per_token: 0}
        """;
    private static final Usage USAGE = Usage.of(1_000, 10, UsageSource.PROVIDER);

    private static GatewayConfig config(String settings) {
        Environment environment = Environment.of(Map.of());
        Problems problems = new Problems();
        GatewayConfig config = GatewayConfig.read(
                new ConfigFile(environment).parse(MODELS + "litellm_settings: " + settings, "f", problems),
                environment);
        problems.throwIfAny();
        return config;
    }

    private static Cost cost(String settings) {
        GatewayConfig config = config(settings);
        Pricing pricing = Pricing.load(config.calls().prices(), config.deployments());
        Cost cost = pricing.cost(new AskedModel(config.deployments().get(0), "gpt-4o"), Answered.UNSAID, USAGE);
        assertThat(cost).isNotNull();
        return cost;
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {cost_discount_config: {openai: 0.05}}                                                | 950000
            {cost_discount_config: {azure: 0.05}}                                                 | 1000000
            {cost_discount_config: {openai: 0.05, "openai/gpt-*": 0.1, "openai/*": 0.2}}          | 900000
            {cost_discount_config: {"openai/gpt-4?": 0.1, "openai/g?t-[34]o": 0.9, "openai/?[!x]*": 1}}            | 900000
            {cost_discount_config: {"openai/gpt-[!4]o": 0.3}}                                     | 1000000
            {cost_discount_config: {"openai/gpt-4o": 0.5, "openai/gpt-4o*": 0.1}}                 | 500000
            {cost_discount_config: {"openai/gpt.4o": 0.5}}                                        | 1000000
            {cost_margin_config: {openai: 0.1}}                                                   | 1100000
            {cost_margin_config: {global: 0.1, azure: 0.5}}                                       | 1100000
            {cost_margin_config: {global: 0.1, openai: {fixed_amount: 0.0005}}}                   | 1500000
            {cost_margin_config: {openai: {percentage: 0.08, fixed_amount: 0.0005}}}              | 1580000
            {cost_discount_config: {openai: 0.5}, cost_margin_config: {openai: 0.1}}              | 550000
            """)
    void changeTheTotal(String settings, long nano) {
        assertThat(cost(settings).total()).isEqualTo(nano);
    }

    @Test
    void leaveThePartsAndSayWhatWasChanged() {
        Cost cost = cost("{cost_discount_config: {openai: 0.050}, cost_margin_config: {openai: {percentage: 0.1,"
                + " fixed_amount: 0.0005}}}");

        assertThat(cost.input()).isEqualTo(1_000_000);
        assertThat(cost.priceVersion()).isEqualTo("config discount=0.05 margin=0.1 margin_fixed=0.0005");
    }

    @Test
    void whatCostsNothingStaysFree() {
        Pricing pricing = Pricing.load(
                config("{cost_margin_config: {global: {fixed_amount: 1}}}")
                        .calls()
                        .prices(),
                config("{}").deployments());

        Cost cost = pricing.cost(
                new AskedModel(config("{}").deployments().get(0), "gpt-4o"),
                Answered.UNSAID,
                Usage.of(0, 10, UsageSource.PROVIDER));

        assertThat(cost).isNotNull().extracting(Cost::total).isEqualTo(0L);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{cost_discount_config: {openai: 5}}",
                "{cost_discount_config: {openai: half}}",
                "{cost_discount_config: {openai: -0.1}}",
                "{cost_margin_config: {openai: 11}}",
                "{cost_margin_config: {openai: {}}}",
                "{cost_margin_config: {openai: {percent: 0.1}}}",
                "{cost_margin_config: {openai: {fixed_amount: -1}}}",
            })
    void whatIsNoShareIsRefused(String settings) {
        assertThatThrownBy(() -> config(settings)).hasMessageContaining("openai");
    }
}
