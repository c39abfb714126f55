package io.callstream.cli.run;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.callstream.cli.problem.UserError;
import io.callstream.files.OwnerOnly;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/**
 * {@code --ready-file}: JSON with the URLs and process ids of what was started, written at once and whole when everything
 * answers. One from an earlier run is removed first, so that its presence means ready. Only the owner can read it, because
 * the database's URL holds its password.
 */
public final class ReadyFile {
    private static final ObjectMapper JSON = new ObjectMapper();

    @Option(
            names = "--ready-file",
            paramLabel = "FILE",
            description = "Write the chosen URLs as JSON into FILE once everything answers.")
    private @Nullable Path file;

    /** Removes what an earlier run left. */
    public void clear() {
        if (file != null) {
            try {
                Files.deleteIfExists(file);
            } catch (IOException e) {
                throw unwritable(file, e);
            }
        }
    }

    /**
     * Says that everything answers.
     *
     * @param urls each service's address by the service's name
     * @param pids each service's process id by the service's name
     */
    public void write(Map<String, String> urls, Map<String, Long> pids) {
        if (file != null) {
            Map<String, Object> content = new LinkedHashMap<>(urls);
            content.put("pids", pids);
            write(file.toAbsolutePath(), content);
        }
    }

    private static void write(Path target, Map<String, Object> content) {
        Path directory = target.getParent();
        try {
            if (directory != null) {
                Files.createDirectories(directory);
            }
            Path whole = Files.createTempFile(directory, ".ready", ".tmp", OwnerOnly.file(target));
            JSON.writerWithDefaultPrettyPrinter().writeValue(whole.toFile(), content);
            Files.move(whole, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw unwritable(target, e);
        }
    }

    private static UserError unwritable(Path file, IOException cause) {
        return new UserError("ready file " + file + " cannot be written (" + cause.getMessage() + ")", cause);
    }
}
