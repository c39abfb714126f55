package io.callstream.sink.file;

import java.io.Closeable;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Closes files whose content has been written and, if wanted, forced before. */
final class Closing {
    private static final Logger log = LoggerFactory.getLogger(Closing.class);

    private Closing() {}

    static void quietly(Closeable file) {
        try {
            file.close();
        } catch (IOException e) {
            log.warn("file not closed cleanly: error={}", e.toString());
        }
    }
}
