package io.callstream.gateway.ingest;

import io.callstream.gateway.usage.TokenNumber;
import io.callstream.json.InvalidJsonException;
import io.callstream.json.JsonValue;
import io.callstream.json.Slice;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One of LiteLLM's {@code StandardLoggingPayload}s, as it is read. */
record Payload(JsonValue.Obj json) {
    private static final BigDecimal NANOS = BigDecimal.valueOf(1_000_000_000L);
    private static final BigDecimal EARLIEST =
            BigDecimal.valueOf(Instant.parse("2000-01-01T00:00:00Z").getEpochSecond());
    private static final BigDecimal LATEST =
            BigDecimal.valueOf(Instant.parse("2200-01-01T00:00:00Z").getEpochSecond());
    private static final int LONGEST_NUMBER = 40;
    private static final JsonValue.Obj EMPTY = new JsonValue.Obj(Map.of());

    static Payload read(Slice item) throws InvalidItemException {
        try {
            if (JsonValue.readLenient(item) instanceof JsonValue.Obj object) {
                return new Payload(object);
            }
        } catch (InvalidJsonException e) {
            throw new InvalidItemException("no JSON: " + e.getMessage());
        }
        throw new InvalidItemException("no JSON object");
    }

    @Nullable String text(String name) {
        return json.text(name);
    }

    /** An empty one when there is none. */
    JsonValue.Obj object(String name) {
        JsonValue.Obj object = json.object(name);
        return object == null ? EMPTY : object;
    }

    @Nullable JsonValue value(String name) {
        return json.get(name);
    }

    List<JsonValue> list(String name) {
        return json.list(name);
    }

    boolean flag(String name) {
        return json.get(name) instanceof JsonValue.Flag flag && flag.value();
    }

    /** A number of tokens. */
    long count(String name) {
        return TokenNumber.of(json, name, 0);
    }

    /** A moment in seconds since 1970. */
    Instant moment(String name) throws InvalidItemException {
        BigDecimal seconds = number(json.get(name));
        if (seconds == null || seconds.compareTo(EARLIEST) < 0 || seconds.compareTo(LATEST) > 0) {
            throw new InvalidItemException(name + ": expected seconds since 1970");
        }
        BigDecimal[] parts = seconds.divideAndRemainder(BigDecimal.ONE);
        return Instant.ofEpochSecond(
                parts[0].longValue(), parts[1].multiply(NANOS).longValue());
    }

    /** An amount of US dollars in 10^-9; negative when it is not said, or is none. */
    static long nanoDollars(@Nullable JsonValue value) {
        BigDecimal dollars = number(value);
        if (dollars == null || dollars.signum() < 0 || dollars.compareTo(NANOS) > 0) {
            return -1;
        }
        return dollars.multiply(NANOS).setScale(0, RoundingMode.HALF_UP).longValue();
    }

    static @Nullable BigDecimal number(@Nullable JsonValue value) {
        if (!(value instanceof JsonValue.Num number) || number.raw().length() > LONGEST_NUMBER) {
            return null;
        }
        try {
            BigDecimal decimal = new BigDecimal(number.raw());
            return Math.abs(decimal.scale()) > LONGEST_NUMBER ? null : decimal;
        } catch (NumberFormatException e) {
            return null; // NaN and the like
        }
    }
}
