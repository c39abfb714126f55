package io.callstream.gateway.usage;

import java.util.List;
import java.util.stream.Stream;

/**
 * What a call is paid by that is no token; 0 for what it has none of.
 *
 * @param images that were made
 * @param size of each, such as {@code 1024x1024}; empty when nobody says it
 * @param quality of each; empty when nobody says it
 * @param millis of sound that was listened to
 * @param characters of a text that was spoken
 * @param queries that were ranked for
 */
public record Units(long images, String size, String quality, long millis, long characters, long queries) {
    public static final Units NONE = new Units(0, "", "", 0, 0, 0);
    private static final String USUAL_QUALITY = "standard";
    private static final int LONGEST_SIDE = 5;

    public static Units images(long count, String size, String quality) {
        return new Units(count, size, quality, 0, 0, 0);
    }

    public static Units sound(long millis) {
        return new Units(0, "", "", millis, 0, 0);
    }

    public static Units speech(long characters) {
        return new Units(0, "", "", 0, characters, 0);
    }

    public static Units queries(long count) {
        return new Units(0, "", "", 0, 0, count);
    }

    /** Names that price maps have for a model as it was used, the closest first: {@code hd/1024-x-1792/dall-e-3}. */
    List<String> names(String model) {
        String sized = size.replace("x", "-x-") + "/" + model;
        String made = quality.isEmpty() ? USUAL_QUALITY : quality;
        return images > 0 && !size.isEmpty()
                ? Stream.of(made + "/" + sized, sized, model).toList()
                : List.of(model);
    }

    /** Of one image; 0 when its size is no size. */
    long pixels() {
        int by = size.indexOf('x');
        return by < 0 ? 0 : side(size.substring(0, by)) * side(size.substring(by + 1));
    }

    private static long side(String digits) {
        boolean number = !digits.isEmpty()
                && digits.length() <= LONGEST_SIDE
                && digits.chars().allMatch(c -> c >= '0' && c <= '9');
        return number ? Long.parseLong(digits) : 0;
    }
}
