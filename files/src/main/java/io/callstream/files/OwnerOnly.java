package io.callstream.files;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** Keeps folders and files from the other users of the machine: what is in them is what people and models said. For any thread. */
public final class OwnerOnly {
    private static final String FOLDER = "rwx------";
    private static final String FILE = "rw-------";

    private OwnerOnly() {}

    /** Makes a folder that only its owner can enter; one that is there stays as somebody set it up. */
    public static void createFolder(Path folder) throws IOException {
        Path parent = folder.toAbsolutePath().getParent();
        if (parent != null) {
            Files.createDirectories(parent);
        }
        if (!Files.isDirectory(folder)) {
            Files.createDirectory(folder, attribute(folder, FOLDER));
        }
    }

    /** As {@link #createFolder}, for the folder that a file stands in. */
    public static void createFolderOf(Path file) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        if (folder != null) {
            createFolder(folder);
        }
    }

    /** Makes a folder that only its owner can enter; one that is there is closed to all others. */
    public static void closeFolder(Path folder) throws IOException {
        createFolder(folder);
        if (posix(folder)) {
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString(FOLDER));
        }
    }

    /** Opens a file; if that creates it, only its owner can read it. */
    public static FileChannel open(Path file, OpenOption... options) throws IOException {
        return FileChannel.open(file, Set.of(options), attribute(file, FILE));
    }

    /** What to create such a file with. */
    public static FileAttribute<?>[] file(Path file) {
        return attribute(file, FILE);
    }

    private static FileAttribute<?>[] attribute(Path path, String permissions) {
        return posix(path)
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
                }
                : new FileAttribute<?>[0];
    }

    private static boolean posix(Path path) {
        return path.getFileSystem().supportedFileAttributeViews().contains("posix");
    }
}
