package io.callstream.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What somebody may have meant: the longer a word, the more mistakes are forgiven, two at most. */
class SimilarTest {
    private static final List<String> KNOWN =
            List.of("port", "host", "max_body_bytes", "max_header_bytes", "tls", "cors");

    @ParameterizedTest
    @CsvSource({
        "prot,            port",
        "porrt,           port",
        "por,             port",
        "Port,            port",
        "pxrt,            port",
        "pxxt,",
        "ports,           port",
        "tsl,             tls",
        "tl,",
        "max-body-bytes,  max_body_bytes",
        "maxBodyBytes,    max_body_bytes",
        "max_boyd_bytse,  max_body_bytes",
        "max_bdy_byte,    max_body_bytes",
        "max_bdy_byt,",
        "whatever,",
    })
    void theNearestWordIsFound(String word, @Nullable String meant) {
        assertThat(Similar.to(word, KNOWN).orElse(null)).isEqualTo(meant);
    }

    @ParameterizedTest
    @CsvSource({"64, true", "65, false"})
    void aWordThatNobodyWritesByHandIsLikeNone(int length, boolean found) {
        String word = "x".repeat(length);

        assertThat(Similar.to(word, List.of(word)).isPresent()).isEqualTo(found);
    }

    @ParameterizedTest
    @CsvSource({"abcd, abcx", "abce, abcx"})
    void ofTwoThatAreAsNearTheFirstByItsLettersCounts(String word, String known) {
        assertThat(Similar.to(word, List.of("bbcx", known, "abcy"))).contains("abcx");
    }
}
