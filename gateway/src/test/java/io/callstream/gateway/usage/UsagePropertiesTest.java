package io.callstream.gateway.usage;

import static org.assertj.core.api.Assertions.assertThat;

import io.callstream.json.Slice;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

/** Whatever a provider reports, the sums hold and nobody is paid for having called. */
class UsagePropertiesTest {
    private static final List<String> NAMES = List.of(
            "prompt_tokens",
            "input_tokens",
            "inputTokens",
            "completion_tokens",
            "output_tokens",
            "total_tokens",
            "cached_tokens",
            "cache_read_input_tokens",
            "cache_creation_input_tokens",
            "prompt_cache_miss_tokens",
            "reasoning_tokens",
            "thoughtsTokenCount",
            "toolUsePromptTokenCount",
            "prompt_audio_tokens",
            "completion_audio_tokens");

    @Property
    void aTotalIsNeverLessThanItsParts(@ForAll("reports") Map<String, String> report) {
        Usage usage = UsageReader.of(json(report));

        if (usage != null) {
            assertThat(usage.totalTokens())
                    .isGreaterThanOrEqualTo(Math.max(0, usage.promptTokens()) + Math.max(0, usage.completionTokens()));
            assertThat(usage.promptTokens()).isGreaterThanOrEqualTo(Usage.UNKNOWN);
            assertThat(usage.completionTokens()).isGreaterThanOrEqualTo(Usage.UNKNOWN);
        }
    }

    @Property
    void aCostIsNeverNegativeAndThePartsMakeUpTheTotal(
            @ForAll("reports") Map<String, String> report, @ForAll("prices") Map<String, BigDecimal> entry) {
        Usage usage = UsageReader.of(json(report));
        Price price = PriceFormat.LITELLM.price(entry, "test");

        Cost cost = usage == null || price == null ? null : price.of(usage, Answered.UNSAID);

        if (cost != null) {
            assertThat(List.of(cost.total(), cost.input(), cost.output(), cost.cache()))
                    .allSatisfy(part -> assertThat(part).isNotNegative());
            assertThat(cost.input() + cost.output() + cost.cache())
                    .as("rounded once each")
                    .isBetween(cost.total() - 2, cost.total() + 2);
        }
    }

    @Provide
    Arbitrary<Map<String, String>> reports() {
        Arbitrary<String> small = Arbitraries.longs().between(0, 40).map(String::valueOf);
        Arbitrary<String> any = Arbitraries.longs().map(String::valueOf);
        Arbitrary<String> odd = Arbitraries.of("null", "-1", "1.5", "\"7\"", "1e999", "{}", "true", "-0.0", "1e17");
        Arbitrary<String> value = Arbitraries.frequencyOf(Tuple.of(8, small), Tuple.of(1, any), Tuple.of(2, odd));
        return Arbitraries.maps(Arbitraries.of(NAMES), value).ofMaxSize(NAMES.size());
    }

    @Provide
    Arbitrary<Map<String, BigDecimal>> prices() {
        Arbitrary<String> names = Arbitraries.of(
                "input_cost_per_token",
                "output_cost_per_token",
                "cache_read_input_token_cost",
                "cache_creation_input_token_cost",
                "output_cost_per_reasoning_token",
                "input_cost_per_audio_token",
                "input_cost_per_token_above_128k_tokens",
                "output_cost_per_token_above_200k_tokens");
        Arbitrary<BigDecimal> prices = Arbitraries.of("0", "-1", "0.00000000037", "0.00001", "1", "7e99999", "3e-99999")
                .map(BigDecimal::new);
        return Arbitraries.maps(names, prices).ofMaxSize(8);
    }

    private static Slice json(Map<String, String> report) {
        return Slice.of(report.entrySet().stream()
                .map(field -> "\"" + field.getKey() + "\":" + field.getValue())
                .collect(Collectors.joining(",", "{", "}")));
    }
}
