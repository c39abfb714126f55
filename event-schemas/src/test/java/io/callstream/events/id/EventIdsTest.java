package io.callstream.events.id;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.callstream.events.EventKind;
import org.junit.jupiter.api.Test;

class EventIdsTest {
    @Test
    void anEventIsNamedByItsCallAndKind() {
        assertThat(EventIds.of("0190-7", EventKind.SUCCESS)).isEqualTo("0190-7:success");
        assertThat(EventIds.chunk("0190-7", 12)).isEqualTo("0190-7:chunk:12");
    }

    @Test
    void aChunkCannotBeNamedWithoutItsIndex() {
        assertThatThrownBy(() -> EventIds.of("0190-7", EventKind.CHUNK)).hasMessageContaining("index");
    }
}
