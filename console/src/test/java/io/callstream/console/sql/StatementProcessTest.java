package io.callstream.console.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.callstream.console.web.WebException;
import io.callstream.events.codec.SchemaUnavailableException;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class StatementProcessTest {
    @Test
    void aRegistryThatIsAwayIsNamed() {
        WebException refused = StatementProcess.refused(
                new SchemaUnavailableException("the registry could not give schema 1", new IOException()));

        assertThat(refused.status()).isEqualTo(503);
        assertThat(refused.words()).isEqualTo("the registry could not give schema 1");
    }

    @Test
    void aFaultOfOursTellsNothingOfItself() {
        WebException refused = StatementProcess.refused(new IllegalStateException("a secret"));

        assertThat(refused.status()).isEqualTo(500);
        assertThat(refused.words()).doesNotContain("secret");
    }
}
