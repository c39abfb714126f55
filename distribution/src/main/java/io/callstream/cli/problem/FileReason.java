package io.callstream.cli.problem;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.Optional;

/** Why a file or folder could not be read or written, in words instead of the name of one of Java's classes. */
public final class FileReason {
    private FileReason() {}

    public static String of(IOException failure) {
        if (failure instanceof NoSuchFileException missing) {
            return "there is no " + missing.getFile();
        } else if (failure instanceof AccessDeniedException) {
            return "no permission";
        } else if (failure instanceof CharacterCodingException) {
            return "it is no text in UTF-8";
        }
        Optional<String> said = failure instanceof FileSystemException file
                ? Optional.ofNullable(file.getReason())
                : Optional.ofNullable(failure.getMessage());
        return said.orElse(failure.toString());
    }
}
