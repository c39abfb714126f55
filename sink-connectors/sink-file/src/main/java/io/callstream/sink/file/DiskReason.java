package io.callstream.sink.file;

import java.io.IOException;
import java.util.Locale;

/** Why nothing can be written; short, since it names a metric's series. */
final class DiskReason {
    private DiskReason() {}

    static String of(IOException failure) {
        String said = String.valueOf(failure.getMessage()).toLowerCase(Locale.ROOT);
        return said.contains("no space left") || said.contains("quota exceeded")
                ? "disk_full"
                : "disk_" + failure.getClass().getSimpleName();
    }
}
