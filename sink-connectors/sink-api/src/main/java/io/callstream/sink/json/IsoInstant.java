package io.callstream.sink.json;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;

/** Writes instants as {@link Instant#toString} does. Every event has several; Java's formatter takes ten times as long. */
final class IsoInstant {
    private static final int SECONDS_LENGTH = 19;

    private IsoInstant() {}

    static String of(Instant instant) {
        LocalDateTime time = LocalDateTime.ofEpochSecond(instant.getEpochSecond(), 0, ZoneOffset.UTC);
        boolean millis = instant.getNano() % 1_000_000 == 0;
        if (time.getYear() < 0 || time.getYear() > 9999 || !millis) {
            return instant.toString();
        }
        char[] text = new char[SECONDS_LENGTH + 5];
        put(text, 0, 4, time.getYear());
        put(text, 5, 2, time.getMonthValue());
        put(text, 8, 2, time.getDayOfMonth());
        put(text, 11, 2, time.getHour());
        put(text, 14, 2, time.getMinute());
        put(text, 17, 2, time.getSecond());
        text[4] = '-';
        text[7] = '-';
        text[10] = 'T';
        text[13] = ':';
        text[16] = ':';
        return fraction(text, instant.getNano() / 1_000_000);
    }

    private static String fraction(char[] text, int millis) {
        if (millis == 0) {
            text[SECONDS_LENGTH] = 'Z';
            return new String(text, 0, SECONDS_LENGTH + 1);
        }
        text[SECONDS_LENGTH] = '.';
        put(text, SECONDS_LENGTH + 1, 3, millis);
        text[SECONDS_LENGTH + 4] = 'Z';
        return new String(text);
    }

    private static void put(char[] text, int from, int digits, int number) {
        int left = number;
        for (int at = from + digits - 1; at >= from; at--) {
            text[at] = (char) ('0' + left % 10);
            left /= 10;
        }
    }
}
