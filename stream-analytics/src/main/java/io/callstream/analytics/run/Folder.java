package io.callstream.analytics.run;

import io.callstream.files.OwnerOnly;
import io.callstream.settings.SettingsException;
import java.io.IOException;
import java.nio.file.Path;

/** The folder of the stores, which only its owner can enter: it holds what callers and models said. */
final class Folder {
    private Folder() {}

    /** @throws SettingsException if it cannot be made */
    static void create(Path folder) {
        try {
            OwnerOnly.createFolder(folder);
        } catch (IOException e) {
            throw new SettingsException("folder " + folder + " of analytics cannot be made: " + e.getMessage()
                    + " (choose another with --data-dir)");
        }
    }
}
