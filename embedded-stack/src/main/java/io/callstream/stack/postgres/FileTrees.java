package io.callstream.stack.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileOwnerAttributeView;
import java.nio.file.attribute.UserPrincipal;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Whole folders: removing them, and giving them to another user. Links are not followed. */
final class FileTrees {

    private FileTrees() {}

    /** Removes a folder with everything in it; one that is missing is fine. */
    static void delete(Path root) throws IOException {
        for (Path path : contents(root, Comparator.reverseOrder())) {
            Files.delete(path);
        }
    }

    /** Makes the user the owner of a folder and everything in it. */
    static void give(Path root, String user) throws IOException {
        UserPrincipal owner =
                root.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName(user);
        for (Path path : contents(root, Comparator.naturalOrder())) {
            Files.getFileAttributeView(path, FileOwnerAttributeView.class, LinkOption.NOFOLLOW_LINKS)
                    .setOwner(owner);
        }
    }

    private static List<Path> contents(Path root, Comparator<Path> order) throws IOException {
        if (Files.notExists(root)) {
            return List.of();
        }
        try (Stream<Path> paths = Files.walk(root)) {
            return paths.sorted(order).toList();
        }
    }
}
