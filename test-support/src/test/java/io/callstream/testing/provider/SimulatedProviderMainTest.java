package io.callstream.testing.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class SimulatedProviderMainTest {
    @Test
    void readsItsOptions() {
        String[] args = {"--port", "0", "--host", "0.0.0.0", "--threads", "2", "--remember", "9", "--api-key", "k"};

        assertThat(SimulatedProviderMain.parse(args)).isEqualTo(new ProviderOptions("0.0.0.0", 0, "k", 2, 9));
        assertThat(SimulatedProviderMain.parse(new String[0]))
                .isEqualTo(new ProviderOptions("127.0.0.1", 4010, null, 1, 0));
    }

    @Test
    void namesTheWrongOption() {
        assertThatThrownBy(() -> SimulatedProviderMain.parse(new String[] {"--prot", "1"}))
                .hasMessageContaining("--prot");
        assertThatThrownBy(() -> SimulatedProviderMain.parse(new String[] {"--port"}))
                .hasMessageContaining("--port");
        assertThatThrownBy(() -> SimulatedProviderMain.parse(new String[] {"--port", "x"}))
                .hasMessageContaining("--port x");
    }
}
