package io.callstream.gateway.usage;

import static org.assertj.core.api.Assertions.assertThat;

import io.callstream.json.JsonValue;
import io.callstream.json.Slice;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TierWordsTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\0', nullValues = "nothing", textBlock = """
            {"service_tier":"flex","usage":{}}                   | flex
            {"service_tier":"auto"}                              | nothing
            {"service_tier":null}                                | nothing
            {"service_tier":""}                                  | nothing
            {"model":"x"}                                        | nothing
            {"service_tier":"standard","speed":"fast"}           | fast
            {"speed":"standard","service_tier":"batch"}          | batch
            {"speed":"standard"}                                 | nothing
            {"serviceTier":{"type":"priority"}}                  | priority
            {"trafficType":"ON_DEMAND_PRIORITY"}                 | priority
            {"trafficType":"ON_DEMAND_FLEX"}                     | flex
            {"trafficType":"ON_DEMAND"}                          | default
            {"trafficType":"PROVISIONED_THROUGHPUT"}             | PROVISIONED_THROUGHPUT
            """)
    void aWordIsFoundWhereProvidersHaveIt(String json, @Nullable String word) throws Exception {
        assertThat(TierWords.in(Slice.of(json))).isEqualTo(word);
        assertThat(TierWords.in((JsonValue.Obj) JsonValue.readLenient(Slice.of(json))))
                .isEqualTo(word);
    }
}
