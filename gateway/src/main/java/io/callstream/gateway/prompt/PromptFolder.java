package io.callstream.gateway.prompt;

import io.callstream.gateway.config.TextFile;
import io.callstream.gateway.error.CallError;
import io.callstream.gateway.error.GatewayError;
import io.callstream.gateway.error.ShownText;
import io.callstream.gateway.provider.PromptFields;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Prompts as files: {@code greeting.prompt}, and its versions {@code greeting.v1.prompt}, {@code greeting.v2.prompt}; a name
 * may lead into folders below ({@code sales/greeting}) and never out of the folder. Blocks.
 */
record PromptFolder(Path directory) {
    private static final Pattern NAME =
            Pattern.compile("[\\p{L}\\p{N}_-][\\p{L}\\p{N}_. -]*(/[\\p{L}\\p{N}_-][\\p{L}\\p{N}_. -]*)*");
    private static final String ENDING = ".prompt";
    private static final long LARGEST = 1 << 20;

    /** The file that is meant, or the answer that says why there is none. */
    Fetched read(Wanted wanted) {
        if (!NAME.matcher(wanted.id()).matches()
                || wanted.version() != null && !wanted.version().matches("[\\w.-]+")) {
            return absent(wanted);
        }
        try {
            Path root = directory.toRealPath();
            for (Path file : candidates(root, wanted)) {
                Optional<PromptFile> found = file(root, file);
                if (found.isPresent() && found.get().is(wanted)) {
                    return new Fetched.Found(found.get().template());
                }
            }
            return absent(wanted);
        } catch (PromptFile.InvalidFileException e) {
            return failed(wanted, String.valueOf(e.getMessage()));
        } catch (IOException | UncheckedIOException e) {
            return failed(wanted, "cannot be read");
        }
    }

    /** Where it may stand, the likeliest first: the newest version, unless one is asked for or a file has no number. */
    private static List<Path> candidates(Path root, Wanted wanted) throws IOException {
        Path plain = root.resolve(wanted.id() + ENDING);
        if (wanted.version() != null) {
            return List.of(root.resolve(wanted.id() + ".v" + wanted.version() + ENDING), plain);
        }
        String name = String.valueOf(plain.getFileName());
        Pattern numbered = Pattern.compile(
                Pattern.quote(name.substring(0, name.length() - ENDING.length())) + "\\.v([0-9]{1,9})" + ENDING);
        Path folder = plain.getParent() == null ? root : plain.getParent();
        try (Stream<Path> files = Files.list(folder)) {
            List<Path> versions = files.filter(file -> number(numbered, file) >= 0)
                    .sorted(Comparator.comparingInt((Path file) -> -number(numbered, file)))
                    .toList();
            return Stream.concat(Stream.of(plain), versions.stream()).toList();
        } catch (NoSuchFileException | NotDirectoryException e) {
            return List.of();
        }
    }

    private static int number(Pattern numbered, Path file) {
        Matcher matcher = numbered.matcher(String.valueOf(file.getFileName()));
        return matcher.matches() ? Integer.parseInt(matcher.group(1)) : -1;
    }

    /** Empty when there is none, or a link leads out of the folder. */
    private static Optional<PromptFile> file(Path root, Path file) throws IOException, PromptFile.InvalidFileException {
        if (!Files.isRegularFile(file) || !file.toRealPath().startsWith(root)) {
            return Optional.empty();
        }
        if (Files.size(file) > LARGEST) {
            throw new PromptFile.InvalidFileException("is larger than 1 MiB");
        }
        return Optional.of(PromptFile.read(String.valueOf(file.getFileName()), TextFile.read(file)));
    }

    /** A prompt whose text is known already. */
    static Fetched inline(String text, Wanted wanted) {
        try {
            PromptFile file = PromptFile.read("", text);
            return file.is(wanted)
                    ? new Fetched.Found(file.template())
                    : absent(wanted, "The prompt of the configuration has not this label or version");
        } catch (PromptFile.InvalidFileException e) {
            return failed(wanted, String.valueOf(e.getMessage()));
        }
    }

    private static Fetched absent(Wanted wanted) {
        return absent(wanted, "The folder of prompts has none of this name, label or version");
    }

    private static Fetched absent(Wanted wanted, String recorded) {
        return new Fetched.Refused(new CallError(
                GatewayError.PROMPT_NOT_FOUND,
                recorded + ": " + ShownText.of(wanted.id()) + ".",
                PromptFields.ID,
                recorded + "."));
    }

    private static Fetched failed(Wanted wanted, String why) {
        String recorded = "The prompt's file " + why;
        return new Fetched.Failed(new CallError(
                GatewayError.PROMPT_UNAVAILABLE,
                recorded + ": " + ShownText.of(wanted.id()) + ".",
                null,
                recorded + "."));
    }
}
