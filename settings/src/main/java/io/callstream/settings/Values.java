package io.callstream.settings;

import java.math.BigDecimal;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Makes typed values of what YAML has; what is none is an {@link IllegalArgumentException} that says what was expected. */
final class Values {
    private static final String EXPECTED_ADDRESS = "is no address (expected http://... or https://...)";

    private Values() {}

    static String scalar(@Nullable Object value) {
        if (value == null || value instanceof Map || value instanceof List) {
            throw new IllegalArgumentException("expected a single value");
        }
        // 1.0E-4 is how Java writes what people write as 0.0001.
        return value instanceof Double number && Double.isFinite(number)
                ? BigDecimal.valueOf(number).toPlainString()
                : value.toString();
    }

    static Map<String, Object> mapping(Object value) {
        if (!(value instanceof Map<?, ?> map)) {
            throw new IllegalArgumentException("expected a mapping of keys to values");
        }
        Map<String, Object> copy = new LinkedHashMap<>();
        map.forEach((key, item) -> {
            if (item != null) {
                copy.put(String.valueOf(key), item);
            }
        });
        return copy;
    }

    /** A list of texts; a single text counts as a list of one. */
    static List<String> texts(Object value) {
        return value instanceof List<?> list
                ? list.stream()
                        .filter(item -> !(item instanceof NoValue))
                        .map(Values::scalar)
                        .toList()
                : List.of(scalar(value));
    }

    /** As {@link #texts}; an item that is a mapping stands for the names of its keys. */
    static List<String> names(Object value) {
        return value instanceof List<?> list
                ? list.stream().flatMap(Values::named).toList()
                : List.of(scalar(value));
    }

    private static Stream<String> named(@Nullable Object item) {
        if (item instanceof Map<?, ?> map) {
            return map.keySet().stream().map(String::valueOf);
        }
        return item instanceof NoValue || item == null ? Stream.of() : Stream.of(scalar(item));
    }

    /** A mapping of names to texts. */
    static Map<String, String> textMap(Object value) {
        Map<String, String> texts = new LinkedHashMap<>();
        mapping(value).forEach((name, text) -> {
            if (!(text instanceof NoValue)) {
                texts.put(name, scalar(text));
            }
        });
        return texts;
    }

    static boolean flag(Object value) {
        return switch (scalar(value).toLowerCase(Locale.ROOT)) {
            case "true", "yes", "on" -> true;
            case "false", "no", "off" -> false;
            default -> throw new IllegalArgumentException("is '" + value + "' (expected true or false)");
        };
    }

    /** Also where the host is one that {@link URI} knows none of, such as {@code my_server}. */
    static URI address(String text) {
        if (text.contains("os.environ/")) {
            throw new IllegalArgumentException("holds os.environ/, which has to be the whole value: os.environ/NAME");
        }
        try {
            URI uri = new URI(text.strip());
            boolean web = "http".equalsIgnoreCase(uri.getScheme()) || "https".equalsIgnoreCase(uri.getScheme());
            if (web && HostPort.of(uri).isPresent()) {
                return uri;
            }
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException(EXPECTED_ADDRESS, e);
        }
        throw new IllegalArgumentException(EXPECTED_ADDRESS);
    }

    static URI url(String text) {
        URI uri = address(text);
        if (uri.getHost() == null) {
            throw new IllegalArgumentException("has a host that not every client here can name, such as one with an"
                    + " underscore (give it another name, or write its number)");
        }
        return uri;
    }

    /** One of an enum's constants, written in lower case with underscores or dashes. */
    static <E extends Enum<E>> E choice(String text, Class<E> type) {
        String wanted = text.toUpperCase(Locale.ROOT).replace('-', '_');
        return Arrays.stream(type.getEnumConstants())
                .filter(constant -> constant.name().equals(wanted))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("is '" + text + "' (expected one of "
                        + Arrays.stream(type.getEnumConstants())
                                .map(constant -> constant.name().toLowerCase(Locale.ROOT))
                                .collect(Collectors.joining(", "))
                        + ")"));
    }
}
