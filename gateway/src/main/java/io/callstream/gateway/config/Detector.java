package io.callstream.gateway.config;

import java.util.Locale;

/** What redaction knows by its looks. */
public enum Detector {
    MAIL,
    PHONE,
    /** Payment cards, by Luhn's check digit. */
    CARD,
    /** Account numbers, by their check digits. */
    IBAN,
    /** Credentials, as events never have them. */
    KEY;

    /** Its name in marks and metrics. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
