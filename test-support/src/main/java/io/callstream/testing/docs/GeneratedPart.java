package io.callstream.testing.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A part of a page that is made of the code, between {@code <!-- generated: NAME -->} and {@code <!-- end -->}. With
 * {@code -Dgolden.update=true} it is written anew.
 */
public final class GeneratedPart {
    private static final String END = "<!-- end -->";

    private GeneratedPart() {}

    /** @throws AssertionError if the page has no such part, or says something else */
    public static void check(Path page, String name, String expected) {
        String text = read(page);
        String begin = "<!-- generated: " + name + " -->\n";
        int from = text.indexOf(begin) + begin.length();
        int to = text.indexOf(END, from);
        if (!text.contains(begin) || to < 0) {
            throw new AssertionError(page + " has no part '" + begin.strip() + "' that ends with " + END);
        }
        if (text.substring(from, to).equals(expected)) {
            return;
        }
        if (!Boolean.getBoolean("golden.update")) {
            throw new AssertionError("the part '" + name + "' of " + page
                    + " is not what the code says (run the test with -Dgolden.update=true to write it anew); expected:\n"
                    + expected);
        }
        write(page, text.substring(0, from) + expected + text.substring(to));
    }

    private static String read(Path page) {
        try {
            return Files.readString(page);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void write(Path page, String text) {
        try {
            Files.writeString(page, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
