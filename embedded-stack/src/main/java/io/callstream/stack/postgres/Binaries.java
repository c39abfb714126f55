package io.callstream.stack.postgres;

import io.callstream.stack.StackException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * PostgreSQL's programs, unpacked from the class path. The folder's name is a digest of the archive, so an upgrade gets a
 * folder of its own; it appears by a rename, so it is complete if it is there, whoever unpacks at the same time.
 */
final class Binaries {

    private static final int NAME_BYTES = 6;

    private final Path home;

    private Binaries(Path home) {
        this.home = home;
    }

    /** Unpacks the programs for this machine, unless they are there already. */
    static Binaries in(Path directory) {
        String archive = Platform.current().archive();
        try {
            Path home = directory.toAbsolutePath().resolve("postgresql-" + digest(archive));
            if (Files.notExists(home)) {
                unpack(archive, home);
            }
            return new Binaries(home);
        } catch (IOException e) {
            throw new StackException("PostgreSQL's programs cannot be unpacked to " + directory + ": " + e, e);
        }
    }

    private static void unpack(String archive, Path home) throws IOException {
        Files.createDirectories(home.getParent());
        Path incomplete = Files.createTempDirectory(home.getParent(), "unpacking-");
        try (InputStream in = open(archive)) {
            TarXz.unpack(in, incomplete);
            // Created for this user only; another one may have to run the programs.
            incomplete.toFile().setReadable(true, false);
            incomplete.toFile().setExecutable(true, false);
            Files.move(incomplete, home, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            FileTrees.delete(incomplete);
            // There by now, if another process was faster.
            if (!Files.isDirectory(home)) {
                throw e;
            }
        }
    }

    private static String digest(String archive) throws IOException {
        try (InputStream in = open(archive)) {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            byte[] buffer = new byte[1 << 16];
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                digest.update(buffer, 0, read);
            }
            return HexFormat.of().formatHex(digest.digest(), 0, NAME_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    private static InputStream open(String archive) throws IOException {
        InputStream in = Binaries.class.getResourceAsStream(archive);
        if (in == null) {
            throw new IOException(archive + " is missing from the class path");
        }
        return in;
    }

    String program(String name) {
        return home.resolve("bin").resolve(name).toString();
    }
}
