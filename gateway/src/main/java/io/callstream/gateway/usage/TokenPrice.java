package io.callstream.gateway.usage;

import java.math.BigDecimal;

/**
 * What tokens cost.
 *
 * @param input US dollars for a prompt token
 * @param output US dollars for a completion token
 */
public record TokenPrice(BigDecimal input, BigDecimal output) {
    private static final int PICO_DIGITS = 12;

    static TokenPrice ofPico(long input, long output) {
        return new TokenPrice(dollars(input), dollars(output));
    }

    private static BigDecimal dollars(long pico) {
        return pico == 0
                ? BigDecimal.ZERO
                : BigDecimal.valueOf(pico, PICO_DIGITS).stripTrailingZeros();
    }
}
