package io.callstream.hook;

import io.callstream.testing.docs.Signatures;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/**
 * Jars of others are compiled against this module: what they see is written down in {@code signatures.txt}. A line may be
 * added there with {@code -Dgolden.update=true}; a line that goes breaks somebody's hook.
 */
class SignatureTest {
    @Test
    void nothingThatHooksAreCompiledAgainstHasChanged() {
        Signatures.check("io.callstream.hook", Path.of("src/test/resources/io/callstream/hook/signatures.txt"));
    }
}
