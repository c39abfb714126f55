package io.callstream.gateway.call;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.HttpHeaders;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How long a provider wants to be left alone: what it says exactly comes first, and what is no number says nothing. */
class RetryAfterTest {
    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                // retry-after-ms, retry-after, milliseconds
                "-,      2,       2000",
                "1500,   2,       1500",
                "0,      2,       0",
                "250.9,  -,       250",
                "-,      0.5,    500",
                "-1,     2,       2000",
                "soon,   2,       2000",
                "-,      -1,      -",
                "-,      NaN,     -",
                "-,      'Wed, 21 Oct 2026 07:28:00 GMT', -",
                "-,      86400,   86400000",
                "-,      1e99,    86400000",
                "-,      -,       -",
            })
    void millisecondsComeBeforeSeconds(@Nullable String exact, @Nullable String seconds, @Nullable Long millis) {
        HttpHeaders headers = new DefaultHttpHeaders();
        if (exact != null) {
            headers.set("retry-after-ms", exact);
        }
        if (seconds != null) {
            headers.set("retry-after", seconds);
        }

        if (millis == null) {
            assertThat(RetryAfter.of(headers)).isNull();
        } else {
            assertThat(RetryAfter.of(headers)).hasMillis(millis);
        }
    }

    @Test
    void whoDidNotAnswerAsksForNothing() {
        assertThat(RetryAfter.of(null)).isNull();
    }
}
