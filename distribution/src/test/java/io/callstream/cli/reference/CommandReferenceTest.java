package io.callstream.cli.reference;

import static org.assertj.core.api.Assertions.assertThat;

import io.callstream.cli.Main;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** Keeps {@code docs/reference/commands.md} what the command line takes; {@code -Dgolden.update=true} writes it anew. */
class CommandReferenceTest {
    private static final Path PAGE = Path.of("..", "docs", "reference", "commands.md");

    @Test
    void thePageIsWhatTheCommandLineTakes() throws IOException {
        String now = CommandReference.write(Main.commandLine());
        if (Boolean.getBoolean("golden.update")) {
            Files.writeString(PAGE, now);
        }

        assertThat(now).isEqualTo(Files.readString(PAGE));
    }
}
