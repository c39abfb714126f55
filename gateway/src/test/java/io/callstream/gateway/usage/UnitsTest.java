package io.callstream.gateway.usage;

import static org.assertj.core.api.Assertions.assertThat;

import io.callstream.json.Slice;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What images, sound, spoken texts and rankings cost. */
class UnitsTest {
    private static @Nullable Cost cost(String prices, Units units) throws Exception {
        Price price = PriceMapReader.litellm(Slice.of("{\"m\":{" + prices.replace('\'', '"') + "}}"), "v")
                .get("m");
        return price == null ? null : price.of(units);
    }

    private static Units units(String said) {
        String[] parts = said.split(" ");
        long count = Long.parseLong(parts[1]);
        return switch (parts[0]) {
            case "images" -> Units.images(count, parts.length > 2 ? parts[2] : "", "");
            case "sound" -> Units.sound(count);
            case "speech" -> Units.speech(count);
            case "queries" -> Units.queries(count);
            default -> throw new IllegalArgumentException(said);
        };
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'output_cost_per_image':0.04                                | images 2            | 80000000",
                "'input_cost_per_image':0.04                                 | images 2            | 80000000",
                "'output_cost_per_image':0.04,'input_cost_per_image':0.01    | images 1            | 40000000",
                "'output_cost_per_image':0,'input_cost_per_image':0.01       | images 1            | 10000000",
                "'output_cost_per_image':0.04                                | images 0            | none",
                "'input_cost_per_pixel':0.00000001                           | images 2 1024x1024  | 20971520",
                "'input_cost_per_pixel':0.00000001                           | images 2 auto       | none",
                "'input_cost_per_pixel':0.00000001                           | images 2            | none",
                "'output_cost_per_image':0.04,'input_cost_per_pixel':0.00000001 | images 1 10x10    | 40000000",
                "'input_cost_per_second':0.0001                              | sound 1000          | 100000",
                "'input_cost_per_second':0.0001                              | sound 1500          | 150000",
                "'input_cost_per_second':0.0001                              | sound 1             | 100",
                "'input_cost_per_second':0.0001                              | sound 0             | none",
                "'input_cost_per_second':0,'output_cost_per_second':0.0001   | sound 1000          | 100000",
                "'input_cost_per_character':0.000015                         | speech 1000         | 15000000",
                "'input_cost_per_character':0.000015                         | sound 1000          | none",
                "'input_cost_per_query':0.002                                | queries 3           | 6000000",
                "'input_cost_per_request':0.002                              | queries 1           | 2000000",
                "'input_cost_per_token':0.002                                | queries 1           | none",
                "'output_cost_per_image':0.04                                | images 999999999999999999 | none",
            })
    void whatIsNoTokenHasItsPrice(String prices, String said, String nano) throws Exception {
        Cost cost = cost(prices, units(said));

        assertThat(cost == null ? "none" : String.valueOf(cost.total())).isEqualTo(nano);
    }

    @Test
    void whatIsMadeIsOutputAndWhatIsTakenInIsInput() throws Exception {
        assertThat(cost("'output_cost_per_image':1", Units.images(1, "", "")))
                .isEqualTo(new Cost(1_000_000_000, 0, 1_000_000_000, 0, "v"));
        assertThat(cost("'input_cost_per_second':1", Units.sound(1_000)))
                .isEqualTo(new Cost(1_000_000_000, 1_000_000_000, 0, 0, "v"));
    }

    @ParameterizedTest
    @CsvSource({
        "1024x1024,   1048576",
        "1x1,         1",
        "99999x1,     99999",
        "100000x1,    0",
        "0x5,         0",
        "x,           0",
        "10x,         0",
        "x10,         0",
        "10x10x10,    0",
        "-1x5,        0",
        "1e3x5,       0",
        "\u0661x5,    0",
        "auto,        0",
        "'',          0",
    })
    void aSizeIsTwoNumbers(String size, long pixels) {
        assertThat(Units.images(1, size, "").pixels()).isEqualTo(pixels);
    }

    @Test
    void aMapNamesModelsByWhatTheyDraw() {
        assertThat(Units.images(1, "1024x1792", "hd").names("dall-e-3"))
                .isEqualTo(List.of("hd/1024-x-1792/dall-e-3", "1024-x-1792/dall-e-3", "dall-e-3"));
        assertThat(Units.images(1, "1024x1792", "").names("dall-e-3"))
                .isEqualTo(List.of("standard/1024-x-1792/dall-e-3", "1024-x-1792/dall-e-3", "dall-e-3"));
        assertThat(Units.images(1, "", "hd").names("m")).containsExactly("m");
        assertThat(Units.sound(5).names("whisper-1")).containsExactly("whisper-1");
    }
}
