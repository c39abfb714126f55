package io.callstream.stack.postgres;

import io.callstream.files.OwnerOnly;
import io.callstream.stack.StackException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import java.util.Base64;

/** The database user's password: random, made once, in a file that only this process's user can read. */
record Password(String value) {

    private static final int BYTES = 24;

    /**
     * Reads the password, or makes one.
     *
     * @param file where it is kept
     */
    static Password in(Path file, SecureRandom random) {
        try {
            if (Files.notExists(file)) {
                create(file, random);
            }
            return new Password(Files.readString(file).strip());
        } catch (IOException e) {
            throw new StackException("PostgreSQL's password file " + file + " cannot be used: " + e, e);
        }
    }

    private static void create(Path file, SecureRandom random) throws IOException {
        byte[] bytes = new byte[BYTES];
        random.nextBytes(bytes);
        Path incomplete =
                Files.createTempFile(file.toAbsolutePath().getParent(), "password-", ".new", OwnerOnly.file(file));
        Files.write(
                incomplete,
                Base64.getUrlEncoder().withoutPadding().encodeToString(bytes).getBytes(StandardCharsets.US_ASCII));
        Files.move(incomplete, file, StandardCopyOption.ATOMIC_MOVE);
    }

    @Override
    public String toString() {
        return "Password[hidden]";
    }
}
