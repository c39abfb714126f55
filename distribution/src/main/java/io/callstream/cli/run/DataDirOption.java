package io.callstream.cli.run;

import java.nio.file.Path;
import picocli.CommandLine.Option;

/** {@code --data-dir}, as every service has it. */
public final class DataDirOption {
    @Option(
            names = "--data-dir",
            paramLabel = "DIR",
            defaultValue = ".callstream",
            description = "Folder for everything that survives a restart (default: ./.callstream).")
    private Path directory = Path.of(".callstream");

    public Path path() {
        return directory.toAbsolutePath().normalize();
    }

    /** The folder of one part, below the data folder. */
    public Path of(String part) {
        return path().resolve(part);
    }
}
