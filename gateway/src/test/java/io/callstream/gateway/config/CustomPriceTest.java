package io.callstream.gateway.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Prices that an entry names, discounts and margins. */
class CustomPriceTest {
    private static Map<String, BigDecimal> prices(String params, String info) {
        return Configs.read("model_list: [{model_name: m, litellm_params: {model: openai/m, " + params
                        + "}, model_info: {" + info + "}}]")
                .deployments()
                .get(0)
                .price()
                .orElseThrow()
                .perToken();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "input_cost_per_token",
                "output_cost_per_token",
                "cache_read_input_token_cost",
                "cache_creation_input_token_cost",
                "output_cost_per_reasoning_token",
                "input_cost_per_audio_token",
                "output_cost_per_image_token",
                "cache_creation_input_token_cost_above_1hr",
                "input_cost_per_token_above_128k_tokens",
                "output_cost_per_token_above_200k_tokens_flex",
                "cache_read_input_token_cost_priority",
                "input_cost_per_token_batches",
                "output_cost_per_image",
                "input_cost_per_second",
                "input_cost_per_character",
                "input_cost_per_query",
                "output_cost_per_pixel",
                "input_cost_per_request",
            })
    void aPriceStandsInTheParametersOrInModelInfo(String name) {
        assertThat(prices(name + ": 0.25", "")).isEqualTo(Map.of(name, new BigDecimal("0.25")));
        assertThat(prices("", name + ": 0.25")).isEqualTo(Map.of(name, new BigDecimal("0.25")));
        assertThat(prices(name + ": 0.5", name + ": 0.25")).isEqualTo(Map.of(name, new BigDecimal("0.5")));
    }

    @ParameterizedTest
    @CsvSource({"1.5e-7, 0.00000015", "0, 0", "1, 1", "'\"0.000003\"', 0.000003", "'\" 1_0e-7 \"', 0.000001"})
    void aPriceIsWrittenAsPeopleWriteIt(String written, BigDecimal price) {
        assertThat(prices("input_cost_per_token: " + written, "").get("input_cost_per_token"))
                .isEqualByComparingTo(price);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "-0.1           | is -0.1 (expected 0 to 1)",
                "1.01           | is 1.01 (expected 0 to 1)",
                "cheap          | is 'cheap' (expected a number)",
                "'\"1e-999999999\"' | is '1e-999999999' (expected a number)",
                "[1]            | expected a single value",
            })
    void aPriceThatIsNoneIsNamed(String price, String problem) {
        assertThat(Configs.wrong("model: openai/m, output_cost_per_image: " + price, Map.of()))
                .containsExactly("output_cost_per_image: " + problem);
    }

    @Test
    void aModelMayHaveAnothersPrice() {
        CustomPrice ofInfo = Configs.read(
                        "model_list: [{model_name: m, litellm_params: {model: openai/m, base_model: x}, model_info: {base_model: y}}]")
                .deployments()
                .get(0)
                .price()
                .orElseThrow();
        CustomPrice ofParams =
                Configs.deployment("model: openai/m, base_model: x").price().orElseThrow();

        assertThat(ofInfo.baseModel()).isEqualTo("y");
        assertThat(ofParams.baseModel()).isEqualTo("x");
        assertThat(ofParams.perToken()).isEmpty();
        assertThat(Configs.deployment("model: openai/m").price()).isEmpty();
    }

    private static CostChanges changes(String litellm) {
        return Configs.read(Configs.MODEL + "litellm_settings: {" + litellm + "}")
                .calls()
                .prices()
                .changes();
    }

    /** As Python's fnmatch reads patterns, which LiteLLM uses. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                // names of discounts                                       | model          | share
                "openai: 0.1                                                | gpt-4o         | 0.1",
                "openai: 0.1, openai/gpt-4o: 0.2                            | gpt-4o         | 0.2",
                "openai: 0.1, openai/gpt-4o: 0.2                            | gpt-4o-mini    | 0.1",
                "openai/gpt*: 0.1, openai/gpt-4*: 0.2                       | gpt-4o         | 0.2",
                "openai/gpt-4*: 0.2, openai/gpt*: 0.1                       | gpt-4o         | 0.2",
                "openai/gpt*: 0.1, openai/gpt-4*: 0.2                       | gpt-5          | 0.1",
                "openai/*: 0.1, openai: 0.2                                 | gpt-5          | 0.1",
                "groq: 0.1                                                  | gpt-4o         | 0",
                "openai/gpt-?: 0.1                                          | gpt-4          | 0.1",
                "openai/gpt-?: 0.1                                          | gpt-4o         | 0",
                "openai/gpt-[45]: 0.1                                       | gpt-5          | 0.1",
                "openai/gpt-[45]: 0.1                                       | gpt-6          | 0",
                "openai/gpt-[4-6]: 0.1                                      | gpt-5          | 0.1",
                "openai/gpt-[!4]: 0.1                                       | gpt-5          | 0.1",
                "openai/gpt-[!4]: 0.1                                       | gpt-4          | 0",
                "openai/gpt-[]4]: 0.1                                       | 'gpt-]'        | 0.1",
                "openai/gpt-[: 0.1                                          | 'gpt-['        | 0.1",
                "openai/gpt-[^4]: 0.1                                       | gpt-^          | 0.1",
                "openai/gpt-[^4]: 0.1                                       | gpt-5          | 0",
                "openai/gpt-[a&&b]: 0.1                                     | gpt-&          | 0.1",
                "openai/g.t: 0.1                                            | gpt            | 0",
                "openai/g\\\\d: 0.1                                         | g4             | 0",
            })
    void theNearestDiscountCounts(String discounts, String model, BigDecimal share) {
        String yaml = "";
        for (String each : discounts.split(", ")) {
            String[] pair = each.split(": ");
            yaml += (yaml.isEmpty() ? "" : ", ") + "\"" + pair[0] + "\": " + pair[1];
        }

        assertThat(changes("cost_discount_config: {" + yaml + "}")
                        .of("openai", model)
                        .discount())
                .isEqualByComparingTo(share);
    }

    @ParameterizedTest
    @CsvSource({
        "openai,    0,     0.08, 0.0005, ' margin=0.08 margin_fixed=0.0005'",
        "groq,      0.05,  0.2,  0,      ' discount=0.05 margin=0.2'",
        "anthropic, 0,     0.1,  0,      ' margin=0.1'",
    })
    void aMarginHoldsForItsProviderAndTheGeneralOneForAllOthers(
            String provider, BigDecimal discount, BigDecimal margin, BigDecimal fixed, String note) {
        CostChange change = changes("cost_discount_config: {groq: 0.05}, cost_margin_config: {global: 0.1, groq: 0.2,"
                        + " openai: {percentage: 0.08, fixed_amount: 0.0005}}")
                .of(provider, "m");

        assertThat(change.discount()).isEqualByComparingTo(discount);
        assertThat(change.margin()).isEqualByComparingTo(margin);
        assertThat(change.fixed()).isEqualByComparingTo(fixed);
        assertThat(change.note()).isEqualTo(note);
        assertThat(change.none()).isFalse();
    }

    @Test
    void withoutAnyNothingChanges() {
        assertThat(changes("drop_params: true").none()).isTrue();
        assertThat(changes("cost_discount_config: {groq: 0}").none()).isFalse();
        assertThat(changes("cost_discount_config: {groq: 0}").of("groq", "m").none())
                .isTrue();
        assertThat(changes("cost_margin_config: {groq: {fixed_amount: 1}}")
                        .of("groq", "m")
                        .none())
                .isFalse();
        assertThat(changes("cost_margin_config: {groq: 1}").of("groq", "m").none())
                .isFalse();
        assertThat(CostChanges.NONE.of("openai", "m")).isEqualTo(CostChange.NONE);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "cost_discount_config: {openai: 1.1}          | cost_discount_config.openai: is 1.1 (expected 0 to 1)",
                "cost_discount_config: {openai: -0.1}         | cost_discount_config.openai: is -0.1 (expected 0 to 1)",
                "cost_discount_config: {openai: {a: 1}}       | cost_discount_config.openai: expected a single value",
                "cost_discount_config: 0.1                    | cost_discount_config: expected a mapping of keys to values",
                "cost_discount_config: {'openai/gpt-[9-1]': 0.1} | cost_discount_config.openai/gpt-[9-1]: has a name with a range"
                        + " that ends before it begins (expected one such as [0-9])",
                "cost_margin_config: {openai: 11}             | cost_margin_config.openai: is 11 (expected 0 to 10)",
                "cost_margin_config: {openai: {percent: 1}}   | cost_margin_config.openai: says no margin (expected percentage,"
                        + " fixed_amount or both)",
                "cost_margin_config: {openai: {fixed_amount: 1000000001}} | cost_margin_config.openai.fixed_amount: is"
                        + " 1000000001 (expected 0 to 1000000000)",
                "cost_margin_config: {openai: '1e-999999999'} | cost_margin_config.openai: is '1e-999999999' (expected a number)",
            })
    void whatIsWrongIsNamed(String litellm, String problem) {
        assertThat(Configs.problems(Configs.MODEL + "litellm_settings: {" + litellm + "}"))
                .contains("litellm_settings." + problem);
    }

    @Test
    void aMisspeltPartOfAMarginIsNamedToo() {
        assertThat(Configs.problems(Configs.MODEL
                        + "litellm_settings: {cost_margin_config: {openai: {percentage: 0.1, fixed_amont: 1}}}"))
                .containsExactly(
                        "litellm_settings.cost_margin_config.openai.fixed_amont: is not a known setting (did you"
                                + " mean fixed_amount?)");
    }
}
