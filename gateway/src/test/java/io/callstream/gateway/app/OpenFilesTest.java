package io.callstream.gateway.app;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class OpenFilesTest {
    @Test
    @DisplayName("Security 10: too few files for the connections are said, with what to do")
    void tooFewFilesAreSaid() {
        assertThat(OpenFiles.warning(10_000, 4_096))
                .hasValueSatisfying(said -> assertThat(said)
                        .contains(
                                "4096 files", "max_connections: 10000", "ulimit -n 20512", "max_connections to 1792"));
        assertThat(OpenFiles.warning(10_000, 1 << 20)).isEmpty();
        assertThat(OpenFiles.warning(10_000, 100)).isPresent();
    }
}
