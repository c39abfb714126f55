package io.callstream.sink.json;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * A body that is kept outside its event because it is large. A sink on the gateway's host can show it; others say that it is elsewhere.
 * What an event names is read only if it has the digest that the event says, so no event makes a sink show another file.
 */
public final class KeptBody {
    static final List<String> PARTS = List.of("request", "response");

    /** A larger body is not put together as a whole, only its beginning is shown. */
    private static final int LARGEST_WHOLE = 8 << 20;

    private static final int BEGINNING = 64 << 10;
    private static final String FILE = "file";

    private KeptBody() {}

    /**
     * The body, or the beginning of a very large one, or a word about where it is; empty if there is none elsewhere.
     *
     * @param part {@code request} or {@code response}
     * @param column the text of a column of the event, empty where there is nothing in it
     */
    public static Optional<String> of(String part, UnaryOperator<String> column) {
        String reference = column.apply(part + "_ref");
        if (reference.isEmpty()) {
            return Optional.empty();
        }
        String digest = column.apply(part + "_sha256");
        return Optional.of(file(reference)
                .flatMap(file -> read(file, digest))
                .orElseGet(() -> "[kept outside the event: " + column.apply(part + "_bytes") + " bytes, SHA-256 "
                        + digest + "]"));
    }

    private static Optional<Path> file(String reference) {
        try {
            URI uri = URI.create(reference);
            return FILE.equals(uri.getScheme())
                    ? Optional.of(Path.of(uri)).filter(Files::isRegularFile)
                    : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty(); // No place on this host.
        }
    }

    private static Optional<String> read(Path file, String digest) {
        try {
            int size = Files.size(file) > LARGEST_WHOLE ? BEGINNING : LARGEST_WHOLE;
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            try (InputStream in = new DigestInputStream(Files.newInputStream(file), sha256)) {
                byte[] bytes = in.readNBytes(size);
                in.transferTo(OutputStream.nullOutputStream());
                return HexFormat.of().formatHex(sha256.digest()).equals(digest)
                        ? Optional.of(new String(bytes, StandardCharsets.UTF_8))
                        : Optional.empty();
            }
        } catch (IOException e) {
            return Optional.empty(); // Removed, or not for this user to read.
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
