package io.callstream.sink.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PoisonDetectorTest {
    private final PoisonDetector poisonDetector = new PoisonDetector();

    @Test
    void whileNothingIsTakenNobodyIsToBlame() {
        for (int i = 0; i < 100; i++) {
            assertThat(poisonDetector.failed("a")).isFalse();
        }
    }

    @Test
    void whatFailsAmongOthersThatAreTakenIsToBlame() {
        for (int i = 0; i < 4; i++) {
            assertThat(poisonDetector.failed("a")).isFalse();
        }
        poisonDetector.taken("b");

        assertThat(poisonDetector.failed("a")).isTrue();
    }

    @Test
    void whatWasTakenAfterAllIsCleared() {
        for (int i = 0; i < 4; i++) {
            poisonDetector.failed("a");
        }
        poisonDetector.taken("a");
        poisonDetector.taken("b");

        assertThat(poisonDetector.failed("a")).isFalse();
    }
}
