package io.callstream.gateway.usage;

import static org.assertj.core.api.Assertions.assertThat;

import io.callstream.json.InvalidJsonException;
import io.callstream.json.Slice;
import java.math.BigDecimal;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What tokens and other things cost by a price map of LiteLLM's, to the nano-dollar. */
class PriceTest {
    /** Prices in nano-dollars, under short names for LiteLLM's. */
    private static @Nullable Price price(String prices) {
        StringBuilder json = new StringBuilder("{\"m\":{\"litellm_provider\":\"openai\"");
        for (String each : prices.isEmpty() ? new String[0] : prices.split(" ")) {
            String[] parts = each.split("=");
            json.append(",\"").append(name(parts[0])).append("\":");
            json.append(new BigDecimal(parts[1]).movePointLeft(9).toPlainString());
        }
        try {
            return PriceMapReader.litellm(Slice.of(json.append("}}").toString()), "v")
                    .get("m");
        } catch (InvalidJsonException e) {
            throw new IllegalArgumentException(prices, e);
        }
    }

    private static String name(String said) {
        int plus = said.indexOf('+');
        String suffix = plus < 0 ? "" : "_" + said.substring(plus + 1);
        return switch (plus < 0 ? said : said.substring(0, plus)) {
                    case "in" -> "input_cost_per_token";
                    case "out" -> "output_cost_per_token";
                    case "read" -> "cache_read_input_token_cost";
                    case "write" -> "cache_creation_input_token_cost";
                    case "hour" -> "cache_creation_input_token_cost_above_1hr";
                    case "think" -> "output_cost_per_reasoning_token";
                    case "hear" -> "input_cost_per_audio_token";
                    case "speak" -> "output_cost_per_audio_token";
                    case "see" -> "input_cost_per_image_token";
                    case "draw" -> "output_cost_per_image_token";
                    default -> throw new IllegalArgumentException(said);
                }
                + suffix;
    }

    /** {@code 100/50 read=10 think=5}: tokens of prompt and completion, and what kinds are among them. */
    private static Usage usage(String said) {
        long[] kinds = {-1, -1, -1, -1, -1, -1, -1, -1};
        String[] parts = said.split(" ");
        for (int i = 1; i < parts.length; i++) {
            String[] each = parts[i].split("=");
            int at = List.of("read", "write", "think", "hear", "speak", "hour", "see", "draw")
                    .indexOf(each[0]);
            kinds[at] = Long.parseLong(each[1]);
        }
        long prompt = Long.parseLong(parts[0].substring(0, parts[0].indexOf('/')));
        long completion = Long.parseLong(parts[0].substring(parts[0].indexOf('/') + 1));
        return new Usage(
                prompt,
                completion,
                Math.max(0, prompt) + Math.max(0, completion),
                new UsageDetails(
                        kinds[0],
                        kinds[1],
                        kinds[2],
                        kinds[3],
                        kinds[4],
                        new UsageDetails.Others(kinds[5], kinds[6], kinds[7])),
                UsageSource.PROVIDER);
    }

    private static String cost(String prices, String usage, @Nullable String tier) {
        Price price = price(prices);
        Cost cost = price == null ? null : price.of(usage(usage), Answered.as(null, tier));
        return cost == null
                ? "none"
                : cost.total() + " = " + cost.input() + " + " + cost.output() + " + " + cost.cache();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "in=2 out=8                  | 100/50                         | 600 = 200 + 400 + 0",
                "in=2                        | 100/50                         | 200 = 200 + 0 + 0",
                "out=8                       | 100/50                         | 400 = 0 + 400 + 0",
                "in=0 out=0                  | 100/50                         | 0 = 0 + 0 + 0",
                "in=-1 out=-1                | 100/50                         | none",
                "in=-1 out=8                 | 100/50                         | 400 = 0 + 400 + 0",
                "in=2 out=8                  | 100/-1                         | 200 = 200 + 0 + 0",
                "in=2 out=8                  | -1/50                          | 400 = 0 + 400 + 0",
                "in=2 out=8                  | -1/-1                          | none",
                "in=2 out=8                  | 0/0                            | 0 = 0 + 0 + 0",
                "in=2 out=8 read=0.5         | 100/0 read=40                  | 140 = 120 + 0 + 20",
                "in=2 out=8                  | 100/0 read=40                  | 200 = 120 + 0 + 80",
                "in=2 out=8 read=0           | 100/0 read=40                  | 120 = 120 + 0 + 0",
                "in=2 out=8 read=0.5         | 100/0 read=400                 | 50 = 0 + 0 + 50",
                "in=2 out=8 write=2.5        | 100/0 write=40                 | 220 = 120 + 0 + 100",
                "in=2 out=8 write=2.5        | 100/0 write=40 hour=10         | 220 = 120 + 0 + 100",
                "in=2 out=8 write=2.5 hour=4 | 100/0 write=40 hour=10         | 235 = 120 + 0 + 115",
                "in=2 out=8 write=2.5 hour=4 | 100/0 write=40 hour=400        | 280 = 120 + 0 + 160",
                "in=2 out=8 write=2.5 hour=4 | 100/0 hour=40                  | 200 = 200 + 0 + 0",
                "in=2 out=8 read=0.5 write=2.5 | 100/0 read=60 write=60       | 130 = 0 + 0 + 130",
                "in=2 out=8 think=16         | 0/50 think=20                  | 560 = 0 + 560 + 0",
                "in=2 out=8                  | 0/50 think=20                  | 400 = 0 + 400 + 0",
                "in=2 out=8 think=16         | 0/50 think=500                 | 800 = 0 + 800 + 0",
                "in=2 out=8 hear=20          | 100/0 hear=10                  | 380 = 380 + 0 + 0",
                "in=2 out=8 speak=40         | 0/50 speak=10                  | 720 = 0 + 720 + 0",
                "in=2 out=8 think=16 speak=40| 0/50 think=45 speak=10         | 920 = 0 + 920 + 0",
                "in=2 out=8 see=5            | 100/0 see=10                   | 230 = 230 + 0 + 0",
                "in=2 out=8 draw=30          | 0/50 draw=10                   | 620 = 0 + 620 + 0",
                "in=2 draw=30                | 0/50 draw=40                   | 1500 = 0 + 1500 + 0",
                "in=2 out=8 read=0.5 hear=20 see=5 | 100/0 read=50 hear=30 see=30 | 725 = 700 + 0 + 25",
                "in=0.3 out=0.3              | 1/1                            | 1 = 0 + 0 + 0",
                "in=0.5 out=0                | 3/0                            | 2 = 2 + 0 + 0",
                "in=0.25 out=0               | 1/0                            | 0 = 0 + 0 + 0",
                "in=2 out=8                  | 999999999999/0                 | 1999999999998 = 1999999999998 + 0 + 0",
                "in=2 out=8                  | 999999999999999999/0           | none",
            })
    void eachKindOfTokenIsPaidOnce(String prices, String usage, String cost) {
        assertThat(cost(prices, usage, null)).isEqualTo(cost);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "200000/1  | 400008 = 400000 + 8 + 0",
                "200001/1  | 800020 = 800004 + 16 + 0",
                "500000/1  | 2000016 = 2000000 + 16 + 0",
                "500001/1  | 3000022 = 3000006 + 16 + 0",
                "500001/1 read=1 | 3000017 = 3000000 + 16 + 1",
            })
    void aLongPromptHasItsOwnPricesForTheWholeCall(String usage, String cost) {
        String prices = "in=2 out=8 in+above_200k_tokens=4 out+above_200k_tokens=16 in+above_500k_tokens=6"
                + " out+above_500k_tokens=16 read=1 read+above_200k_tokens=1 read+above_500k_tokens=1";

        assertThat(cost(prices, usage, null)).isEqualTo(cost);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "flex            | 30 = 10 + 20 + 0",
                "on_demand_flex  | 30 = 10 + 20 + 0",
                "FLEX            | 30 = 10 + 20 + 0",
                "priority        | 120 = 40 + 80 + 0",
                "fast            | 120 = 40 + 80 + 0",
                "batch           | 50 = 10 + 40 + 0",
                "default         | 60 = 20 + 40 + 0",
                "standard        | 60 = 20 + 40 + 0",
                "scale           | 60 = 20 + 40 + 0",
                "ultrafast       | 60 = 20 + 40 + 0",
            })
    void aTierHasItsOwnPricesAndElseTheUsual(String tier, String cost) {
        String prices = "in=2 out=8 in+flex=1 out+flex=4 in+priority=4 out+priority=16 in+batches=1";

        assertThat(cost(prices, "10/5", tier)).isEqualTo(cost);
        assertThat(cost(prices, "10/5", null)).isEqualTo("60 = 20 + 40 + 0");
    }

    /** The last has an exponent that Java has no room for. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"max_tokens\": 7",
                "\"input_cost_per_token\": \"0.1\"",
                "\"input_cost_per_token\": null",
                "\"input_cost_per_token\": -1",
                "\"input_cost_per_token\": 1e-2147483648"
            })
    void whatHasNoPriceIsNotFree(String field) throws Exception {
        String json = "{\"m\":{\"litellm_provider\":\"openai\"," + field + "}}";

        assertThat(PriceMapReader.litellm(Slice.of(json), "v")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "1e-6,                1000000",
        "0.000001,            1000000",
        "1E-6,                1000000",
        "1e-12,               1",
        "4e-13,               0",
        "5e-13,               1",
        "1e-100000,           0",
        "1e100000,            1000000000000",
        "5,                   1000000000000",
    })
    void aPriceIsKeptInPicoDollars(String written, long pico) throws Exception {
        String json = "{\"m\":{\"input_cost_per_token\":" + written + ",\"output_cost_per_token\":0}}";
        Price price = PriceMapReader.litellm(Slice.of(json), "v").get("m");

        assertThat(price.rates().input()).isEqualTo(pico);
    }

    @Test
    void entriesThatAreNoObjectsAreNoModels() throws Exception {
        assertThat(PriceMapReader.litellm(Slice.of("{\"a\":1,\"b\":[{}],\"c\":null,\"d\":{\"x\":{\"y\":[]}}}"), "v"))
                .isEmpty();
    }

    @Property(tries = 200)
    void theCostOfACallIsTheSumOfItsTokens(
            @ForAll @LongRange(min = 0, max = 1_000_000) long prompt,
            @ForAll @LongRange(min = 0, max = 1_000_000) long completion,
            @ForAll @LongRange(min = -1, max = 2_000_000) long read,
            @ForAll @LongRange(min = -1, max = 2_000_000) long thought) {
        Price price = price("in=2 out=8 read=1 think=16");
        Usage usage = usage(prompt + "/" + completion + " read=" + read + " think=" + thought);
        long cached = Math.max(0, Math.min(read, prompt));
        long thoughts = Math.max(0, Math.min(thought, completion));

        Cost cost = price.of(usage, Answered.UNSAID);

        assertThat(cost.total())
                .isEqualTo(2 * (prompt - cached) + cached + 8 * (completion - thoughts) + 16 * thoughts)
                .isEqualTo(cost.input() + cost.output() + cost.cache());
    }
}
