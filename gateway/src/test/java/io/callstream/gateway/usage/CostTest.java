package io.callstream.gateway.usage;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Costs that are changed or repeated, and the words for how a call was served. */
class CostTest {
    private static final Cost COST = new Cost(1_000, 600, 400, 0, "v");

    @Test
    void anAnswerThatIsGivenAgainCostsNothingAndSaysWhatItSaved() {
        assertThat(COST.repeated()).isEqualTo(new Cost(0, 0, 0, 0, "v", 1_000));
        assertThat(COST.saved()).isNegative();
    }

    @ParameterizedTest
    @CsvSource({
        "default,            default",
        "standard,           default",
        "on_demand,          default",
        "ON_DEMAND_PRIORITY, priority",
        "on_demand_flex,     flex",
        "batch,              batch",
        "fast,               fast",
        "scale,              scale",
    })
    void aProvidersWordIsOpenAis(String word, String known) {
        assertThat(TierWords.said(word)).isEqualTo(known);
    }

    @ParameterizedTest
    @CsvSource({"auto", "''"})
    void thatSomebodyElseDecidesSaysNothing(String word) {
        assertThat(TierWords.said(word)).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "speed, true",
        "service_tier, true",
        "serviceTier, true",
        "trafficType, true",
        "tier, false",
        "Service_Tier, false",
        "'', false",
    })
    void aWordStandsInAFewFields(String field, boolean may) {
        assertThat(TierWords.mayStandIn(field)).isEqualTo(may);
    }

    @Test
    void pricesOfATokenAreInDollars() {
        TokenPrice price = TokenPrice.ofPico(2_500_000, 1);

        assertThat(price.input()).isEqualByComparingTo(new BigDecimal("0.0000025"));
        assertThat(price.output()).isEqualByComparingTo(new BigDecimal("0.000000000001"));
    }
}
