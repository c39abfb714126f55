package io.callstream.console.keys;

import java.util.Locale;

/** How amounts are written. */
public final class KeyText {
    private KeyText() {}

    public static String usd(double amount) {
        return amount < 0
                ? "no bound"
                : String.format(Locale.ROOT, amount > 0 && amount < 0.01 ? "$%.6f" : "$%,.2f", amount);
    }
}
