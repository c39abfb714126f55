package io.callstream.gateway.dialect.aws;

import io.callstream.gateway.config.TextFile;
import java.io.IOException;
import java.nio.file.Path;

/** A token that is written down, or stands in a file that somebody renews. */
final class TokenFile {
    private TokenFile() {}

    /**
     * The token.
     *
     * @param said the token, or the path of a file; no token begins with a slash
     * @throws IllegalArgumentException if the file cannot be read
     */
    static String tokenOf(String said) {
        if (!said.startsWith("/")) {
            return said;
        }
        try {
            return TextFile.read(Path.of(said)).strip();
        } catch (IOException e) {
            throw new IllegalArgumentException(
                    "the file " + said + " with the token cannot be read ("
                            + e.getClass().getSimpleName() + ")",
                    e);
        }
    }
}
