package io.callstream.sink.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.callstream.settings.Secret;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DatabaseUrlsTest {
    private static final DatabaseUrls URLS =
            new DatabaseUrls("jdbc:mariadb:", Set.of("jdbc:mysql:"), Set.of("mysql", "mariadb"));

    @Test
    void jdbcUrlsStayAsTheyAre() {
        assertThat(URLS.parse("jdbc:mariadb://db/calls?user=a").jdbcUrl().reveal())
                .isEqualTo("jdbc:mariadb://db/calls?user=a");
        assertThat(URLS.parse("jdbc:mysql://db/calls").jdbcUrl().reveal()).isEqualTo("jdbc:mariadb://db/calls");
    }

    @Test
    void platformUrlsAreTakenApart() {
        assertThat(URLS.parse("mysql://ada:p%40ss+word@db.example:3307/calls?sslMode=trust"))
                .isEqualTo(new DatabaseAddress(
                        new Secret("jdbc:mariadb://db.example:3307/calls?sslMode=trust"),
                        Optional.of("ada"),
                        Optional.of(new Secret("p@ss+word"))));
        assertThat(URLS.parse("mariadb://db/calls")
                        .or(Optional.of("bob"), Optional.empty())
                        .user())
                .contains("bob");
    }

    @ParameterizedTest
    @ValueSource(strings = {"postgres://ada:secret@db/calls", "mysql://ada:secret text@db/calls", "secret", ""})
    void otherTextsAreRefusedWithoutBeingQuoted(String url) {
        assertThatThrownBy(() -> URLS.parse(url))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("mariadb://user:password@host/db")
                .hasMessageNotContaining("secret");
    }
}
