package io.callstream.spool;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/**
 * What a gateway of version 1 of the format left when it died: sixteen-kilobyte segments of one lane. Call 0 was open for so long that it
 * was carried forward, calls 1 to 6 are in Kafka, of call 7 the pre-call is and chunk and success are not; call 8 was open, and
 * the end of call 9 was noted.
 */
public final class OldSpool {
    private OldSpool() {}

    public static Path unpack(Path to) {
        try (InputStream bytes = OldSpool.class.getResourceAsStream("version-1.zip");
                ZipInputStream zip = new ZipInputStream(bytes)) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                Path file = to.resolve(entry.getName());
                if (entry.isDirectory()) {
                    Files.createDirectories(file);
                } else {
                    Files.createDirectories(file.getParent());
                    Files.copy(zip, file);
                }
            }
            return to;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
