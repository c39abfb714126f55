package io.callstream.sink.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SuspectsTest {
    private final Suspects suspects = new Suspects();

    @Test
    void whileNothingIsTakenNobodyIsToBlame() {
        for (int i = 0; i < 100; i++) {
            assertThat(suspects.failed("a")).isFalse();
        }
    }

    @Test
    void whatFailsAmongOthersThatAreTakenIsToBlame() {
        for (int i = 0; i < 4; i++) {
            assertThat(suspects.failed("a")).isFalse();
        }
        suspects.taken("b");

        assertThat(suspects.failed("a")).isTrue();
    }

    @Test
    void whatWasTakenAfterAllIsCleared() {
        for (int i = 0; i < 4; i++) {
            suspects.failed("a");
        }
        suspects.taken("a");
        suspects.taken("b");

        assertThat(suspects.failed("a")).isFalse();
    }
}
