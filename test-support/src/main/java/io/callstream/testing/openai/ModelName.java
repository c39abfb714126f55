package io.callstream.testing.openai;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/**
 * A model's name read as an instruction: {@code sim-<behaviour>[-<count>][-<time>ms|s][-<size>kb]}. Any other name is the
 * behaviour {@code text}, so that real model names work too.
 *
 * @param behaviour the words of the name, joined by dashes
 * @param count the plain number in the name: an HTTP status, a number of chunks or of failures
 * @param delay the time in the name, else zero
 * @param kilobytes the size in the name
 */
record ModelName(String behaviour, OptionalInt count, Duration delay, OptionalInt kilobytes) {
    private static final String PREFIX = "sim-";

    static ModelName parse(String model) {
        if (!model.startsWith(PREFIX)) {
            return new ModelName("text", OptionalInt.empty(), Duration.ZERO, OptionalInt.empty());
        }
        List<String> words = new ArrayList<>();
        OptionalInt count = OptionalInt.empty();
        OptionalInt kilobytes = OptionalInt.empty();
        Duration delay = Duration.ZERO;
        for (String part : model.substring(PREFIX.length()).split("-", -1)) {
            if (part.matches("\\d{1,6}")) {
                count = OptionalInt.of(Integer.parseInt(part));
            } else if (part.matches("\\d{1,6}ms")) {
                delay = Duration.ofMillis(number(part, 2));
            } else if (part.matches("\\d{1,6}s")) {
                delay = Duration.ofSeconds(number(part, 1));
            } else if (part.matches("\\d{1,6}kb")) {
                kilobytes = OptionalInt.of(number(part, 2));
            } else {
                words.add(part);
            }
        }
        return new ModelName(words.isEmpty() ? "status" : String.join("-", words), count, delay, kilobytes);
    }

    private static int number(String part, int unit) {
        return Integer.parseInt(part.substring(0, part.length() - unit));
    }
}
