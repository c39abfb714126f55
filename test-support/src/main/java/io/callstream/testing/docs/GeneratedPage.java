package io.callstream.testing.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A file that is made of the code as a whole. With {@code -Dgolden.update=true} it is written anew. */
public final class GeneratedPage {
    private GeneratedPage() {}

    /** @throws AssertionError naming the lines that are not in both, if the file says something else */
    public static void check(Path page, String expected) {
        try {
            if (Boolean.getBoolean("golden.update")) {
                Files.createDirectories(page.toAbsolutePath().getParent());
                Files.writeString(page, expected);
            }
            String found = Files.readString(page);
            if (!found.equals(expected)) {
                throw new AssertionError(page + " is not what the code says (run the test with -Dgolden.update=true to"
                        + " write it anew, if that is meant); it lacks " + only(expected, found) + " and has "
                        + only(found, expected));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> only(String one, String other) {
        List<String> others = other.lines().toList();
        return one.lines().filter(line -> !others.contains(line)).toList();
    }
}
