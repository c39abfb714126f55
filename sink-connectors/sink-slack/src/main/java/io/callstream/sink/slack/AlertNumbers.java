package io.callstream.sink.slack;

import io.callstream.events.AlertRecord;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;

/** The numbers of alerts, as people read them. */
final class AlertNumbers {
    private static final String SECONDS = "seconds";
    private static final int PLACES = 2;
    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    private AlertNumbers() {}

    /** Calls that hang are counted, and their bound is a time. */
    static String unitOfBound(AlertRecord alert) {
        return alert.getMetric().equals("hanging_calls") ? SECONDS : alert.getUnit();
    }

    static String amount(double value, String unit) {
        if (!Double.isFinite(value)) {
            return "unknown";
        }
        BigDecimal number = BigDecimal.valueOf(value);
        return switch (unit) {
            case SECONDS -> plain(number) + " s";
            case "usd" -> "$" + number.setScale(PLACES, RoundingMode.HALF_UP).toPlainString();
            case "ratio" -> plain(number.multiply(HUNDRED)) + " %";
            default -> plain(number);
        };
    }

    private static String plain(BigDecimal number) {
        return number.setScale(PLACES, RoundingMode.HALF_UP)
                .stripTrailingZeros()
                .toPlainString();
    }

    /** Whole seconds, minutes, hours or days, whatever is two or more. */
    static String span(Duration span) {
        if (span.toHours() >= 48) {
            return span.toDays() + " days";
        }
        if (span.toMinutes() >= 120) {
            return span.toHours() + " h";
        }
        return span.toSeconds() >= 120 ? span.toMinutes() + " min" : span.toSeconds() + " s";
    }
}
