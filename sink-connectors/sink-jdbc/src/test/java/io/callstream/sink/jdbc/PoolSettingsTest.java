package io.callstream.sink.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariConfig;
import io.callstream.settings.Secret;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PoolSettingsTest {
    private static final DatabaseAddress NOWHERE =
            new DatabaseAddress(new Secret("jdbc:x://db"), Optional.of("ada"), Optional.of(new Secret("pw")));

    @Test
    void thePoolWaitsNoLongerThanTheSinkMay() {
        HikariConfig pool = new PoolSettings("calls", NOWHERE, 3, Duration.ofSeconds(7)).hikari();
        assertThat(pool.getConnectionTimeout()).isEqualTo(7000);
        assertThat(pool.getMaximumPoolSize()).isEqualTo(3);
        assertThat(pool.getUsername()).isEqualTo("ada");
        assertThat(pool.isAutoCommit()).isFalse();
    }

    @Test
    void aPoolOfNothingIsRefused() {
        assertThatThrownBy(() -> new PoolSettings("calls", NOWHERE, 0, Duration.ofSeconds(7)))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
