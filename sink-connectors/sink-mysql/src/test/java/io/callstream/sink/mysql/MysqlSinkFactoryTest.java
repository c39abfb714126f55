package io.callstream.sink.mysql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.callstream.settings.Environment;
import io.callstream.settings.Problems;
import io.callstream.settings.Secret;
import io.callstream.settings.Section;
import io.callstream.settings.SettingsException;
import io.callstream.sink.SinkSettings;
import io.callstream.sink.jdbc.DatabaseAddress;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class MysqlSinkFactoryTest {
    private final Problems problems = new Problems();

    @Test
    void onlyTheUrlIsNeeded() {
        assertThat(read(Map.of("url", "jdbc:mysql://db/calls"), Map.of()))
                .isEqualTo(new MysqlSinkConfig(
                        new DatabaseAddress(new Secret("jdbc:mariadb://db/calls"), Optional.empty(), Optional.empty()),
                        true,
                        true,
                        2,
                        Duration.ofSeconds(10)));
    }

    @Test
    void everyKeyIsRead() {
        Map<String, Object> all = Map.of(
                "url", "mysql://db.example:3307/calls?sslMode=verify-full",
                "user", "ada",
                "password", "secret",
                "content", "false",
                "chunks", "false",
                "connections", "5",
                "timeout", "3s");
        assertThat(read(all, Map.of()))
                .isEqualTo(new MysqlSinkConfig(
                        new DatabaseAddress(
                                new Secret("jdbc:mariadb://db.example:3307/calls?sslMode=verify-full"),
                                Optional.of("ada"),
                                Optional.of(new Secret("secret"))),
                        false,
                        false,
                        5,
                        Duration.ofSeconds(3)));
    }

    @Test
    void theEnvironmentWillDo() {
        DatabaseAddress database = read(
                        Map.of(),
                        Map.of("MYSQL_HOST", "db", "MYSQL_DATABASE", "calls", "MYSQL_USER", "a", "MYSQL_PASSWORD", "b"))
                .database();
        assertThat(database.jdbcUrl().reveal()).isEqualTo("jdbc:mariadb://db:3306/calls");
        assertThat(database.user()).contains("a");
    }

    @Test
    void aUrlThatIsNoneIsNotedWithoutItsText() {
        assertThatThrownBy(() -> read(Map.of("url", "postgres://ada:secret@db/calls", "timeout", "1ms"), Map.of()))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("callstream.sinks.mysql.url")
                .hasMessageContaining("callstream.sinks.mysql.timeout")
                .hasMessageNotContaining("secret");
    }

    /** Flyway holds one connection while it works with another. */
    @Test
    void oneConnectionIsTooFewToMakeTheTables() {
        assertThatThrownBy(() -> read(Map.of("url", "mysql://db/calls", "connections", 1), Map.of()))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("callstream.sinks.mysql.connections");
    }

    private MysqlSinkConfig read(Map<String, Object> settings, Map<String, String> environment) {
        Section section = new Section("callstream.sinks.mysql", settings, problems);
        MysqlSinkConfig config =
                new MysqlSinkFactory().configure(new SinkSettings(section, Environment.of(environment)));
        section.rejectUnknownKeys();
        problems.throwIfAny();
        return config;
    }
}
