package io.callstream.gateway.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Texts that people write with whatever editor they have. */
public final class TextFile {
    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private TextFile() {}

    /** All of it, without the mark that editors on Windows put at its beginning. */
    public static String read(Path file) throws IOException {
        String text = Files.readString(file);
        return !text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK ? text.substring(1) : text;
    }
}
