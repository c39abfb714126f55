package io.callstream.files;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** X23: what is written is read by its owner only, whatever the process's umask. */
class OwnerOnlyTest {
    @TempDir
    Path folder;

    @Test
    void aNewFolderAndItsFilesAreTheOwnersAlone() throws Exception {
        Path made = folder.resolve("a/b/events");

        OwnerOnly.createFolder(made);
        try (FileChannel file =
                OwnerOnly.open(made.resolve("x"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            assertThat(file.isOpen()).isTrue();
        }

        assertThat(permissions(made)).isEqualTo("rwx------");
        assertThat(permissions(made.resolve("x"))).isEqualTo("rw-------");
    }

    @Test
    void aFolderThatSomebodySetUpStaysAsItIs() throws Exception {
        Path shared = Files.createDirectory(
                folder.resolve("shared"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-x---")));

        OwnerOnly.createFolder(shared);

        assertThat(permissions(shared)).isEqualTo("rwxr-x---");
    }

    @Test
    void aFolderCanBeClosed() throws Exception {
        Path open = Files.createDirectory(
                folder.resolve("open"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-x---")));

        OwnerOnly.closeFolder(open);

        assertThat(permissions(open)).isEqualTo("rwx------");
    }

    private static String permissions(Path path) throws Exception {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }
}
