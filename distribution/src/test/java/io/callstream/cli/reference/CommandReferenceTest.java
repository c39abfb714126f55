package io.callstream.cli.reference;

import io.callstream.cli.Main;
import io.callstream.testing.docs.GeneratedPage;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** Keeps {@code docs/reference/commands.md} what the command line takes; {@code -Dgolden.update=true} writes it anew. */
class CommandReferenceTest {
    @Test
    void thePageIsWhatTheCommandLineTakes() {
        GeneratedPage.check(
                Path.of("..", "docs", "reference", "commands.md"), CommandReference.write(Main.commandLine()));
    }
}
