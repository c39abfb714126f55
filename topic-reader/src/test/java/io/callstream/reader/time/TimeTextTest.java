package io.callstream.reader.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimeTextTest {
    private static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");
    private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);

    @ParameterizedTest
    @CsvSource({
        "2026-11-19, 2026-11-19T00:00:00Z",
        "2026-11-19T08:30, 2026-11-19T08:30:00Z",
        "2026-11-19 08:30:15, 2026-11-19T08:30:15Z",
        "2026-11-19T08:30:15.250Z, 2026-11-19T08:30:15.250Z",
        "2026-11-19T08:30:15+02:00, 2026-11-19T06:30:15Z",
        "2026-11-19t08:30z, 2026-11-19T08:30:00Z",
        "90s, 2026-11-20T11:58:30Z",
        "30m, 2026-11-20T11:30:00Z",
        "2h, 2026-11-20T10:00:00Z",
        "7d, 2026-11-13T12:00:00Z",
        "1w, 2026-11-13T12:00:00Z",
        "0s, 2026-11-20T12:00:00Z"
    })
    void aMomentOrASpanBackIsAPointInTime(String text, Instant moment) {
        assertThat(TimeText.parse("--from", text, CLOCK)).isEqualTo(moment);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "yesterday",
                "2h30m",
                "-2h",
                "2026-02-30",
                "20261119",
                "12:00",
                "99999999999d",
                "2026-11-19T25:00"
            })
    void anythingElseIsRefusedWithItsText(String text) {
        assertThatThrownBy(() -> TimeText.parse("--from", text, CLOCK))
                .isInstanceOf(WrongTimeException.class)
                .hasMessageStartingWith("--from " + text + " is no time (expected 2026-11-20");
    }

    @Test
    void aTimeThatIsStillToComeIsRefused() {
        assertThatThrownBy(() -> TimeText.parse("--to", "2026-11-21", CLOCK))
                .isInstanceOf(WrongTimeException.class)
                .hasMessageContaining("--to 2026-11-21 is still to come (it is 2026-11-20T12:00:00Z");
    }

    @Test
    void aReversedSpanIsRefused() {
        assertThatThrownBy(() -> TimeSpan.parse("1h", "2h", CLOCK))
                .isInstanceOf(WrongTimeException.class)
                .hasMessageContaining("reversed: it begins at 2026-11-20T11:00:00Z and ends at 2026-11-20T10:00:00Z");
    }

    @Test
    void noTimesMeanEverything() {
        assertThat(TimeSpan.parse(null, null, CLOCK)).isEqualTo(TimeSpan.ALL);
    }

    @Test
    void aSpanIsNoMoment() {
        assertThat(TimeText.span("--last", "15m")).isEqualTo(Duration.ofMinutes(15));
        assertThatThrownBy(() -> TimeText.span("--last", "2026-11-19"))
                .hasMessage("--last 2026-11-19 is no span of time (expected 90s, 30m, 2h, 7d or 1w)");
    }
}
