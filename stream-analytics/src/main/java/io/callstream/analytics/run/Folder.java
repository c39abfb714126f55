package io.callstream.analytics.run;

import io.callstream.settings.SettingsException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;

/** The folder of the stores, which only its owner can enter: it holds what callers and models said. */
final class Folder {
    private Folder() {}

    /** @throws SettingsException if it cannot be made */
    static void create(Path folder) {
        try {
            Path parent = folder.toAbsolutePath().getParent();
            if (parent != null) {
                Files.createDirectories(parent);
            }
            if (!Files.isDirectory(folder)) {
                Files.createDirectory(folder, ownerOnly(folder));
            }
        } catch (IOException e) {
            throw new SettingsException("folder " + folder + " of analytics cannot be made: " + e.getMessage()
                    + " (choose another with --data-dir)");
        }
    }

    private static FileAttribute<?>[] ownerOnly(Path folder) {
        return folder.getFileSystem().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"))
                }
                : new FileAttribute<?>[0];
    }
}
