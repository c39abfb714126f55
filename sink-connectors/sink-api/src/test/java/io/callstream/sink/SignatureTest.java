package io.callstream.sink;

import io.callstream.testing.docs.Signatures;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/**
 * Jars of others are compiled against this module. A line that goes from {@code signatures.txt}, or changes, breaks somebody's
 * sink; one may be added with {@code -Dgolden.update=true}.
 */
class SignatureTest {
    @Test
    void nothingThatSinksAreCompiledAgainstHasChanged() {
        Signatures.check("io.callstream.sink", Path.of("src/test/resources/io/callstream/sink/signatures.txt"));
    }
}
