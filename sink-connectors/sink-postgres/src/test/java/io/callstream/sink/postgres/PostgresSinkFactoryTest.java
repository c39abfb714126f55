package io.callstream.sink.postgres;

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

class PostgresSinkFactoryTest {
    private final Problems problems = new Problems();

    @Test
    void onlyTheUrlIsNeeded() {
        assertThat(read(Map.of("url", "jdbc:postgresql://db/calls"), Map.of()))
                .isEqualTo(new PostgresSinkConfig(
                        new DatabaseSchema(
                                new DatabaseAddress(
                                        new Secret("jdbc:postgresql://db/calls"), Optional.empty(), Optional.empty()),
                                "public"),
                        true,
                        true,
                        2,
                        Duration.ofSeconds(10)));
    }

    @Test
    void everyKeyIsRead() {
        Map<String, Object> all = Map.of(
                "url", "postgres://ada:p%40ss+word@db.example:6432/calls?sslmode=require",
                "user", "less specific than the url",
                "password", "less specific than the url",
                "schema", "telemetry",
                "content", "false",
                "chunks", "false",
                "connections", "5",
                "timeout", "3s");
        assertThat(read(all, Map.of()))
                .isEqualTo(new PostgresSinkConfig(
                        new DatabaseSchema(
                                new DatabaseAddress(
                                        new Secret("jdbc:postgresql://db.example:6432/calls?sslmode=require"),
                                        Optional.of("ada"),
                                        Optional.of(new Secret("p@ss+word"))),
                                "telemetry"),
                        false,
                        false,
                        5,
                        Duration.ofSeconds(3)));
    }

    @Test
    void theEnvironmentOfLibpqWillDo() {
        DatabaseAddress database = read(
                        Map.of(),
                        Map.of("PGHOST", "db", "PGDATABASE", "calls", "PGUSER", "ada", "PGPASSWORD", "secret"))
                .database()
                .address();
        assertThat(database.jdbcUrl().reveal()).isEqualTo("jdbc:postgresql://db:5432/calls");
        assertThat(database.user()).contains("ada");
        assertThat(database.toString()).doesNotContain("secret");
    }

    @Test
    void thePoolerOfSupabaseIsKnown() {
        Map<String, String> pooler =
                Map.of("SUPABASE_DB_URL", "postgresql://postgres.p:pw@aws-0-eu.pooler.supabase.com:6543/postgres");
        assertThat(read(Map.of(), pooler).database().isTransactionPooler()).isTrue();
        assertThat(read(Map.of("url", "postgres://db:5432/calls"), Map.of())
                        .database()
                        .isTransactionPooler())
                .isFalse();
    }

    @Test
    void aUrlThatIsNoneIsNotedWithoutItsText() {
        assertThatThrownBy(() -> read(Map.of("url", "mysql://ada:secret@db/calls"), Map.of()))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("callstream.sinks.postgres.url")
                .hasMessageNotContaining("secret");
        assertThatThrownBy(() -> read(Map.of("url", "postgres://ada:sec ret@db/calls"), Map.of()))
                .isInstanceOf(SettingsException.class)
                .hasMessageNotContaining("sec ret");
    }

    /** Flyway holds one connection while it works with another. */
    @Test
    void oneConnectionIsTooFewToMakeTheTables() {
        assertThatThrownBy(() -> read(Map.of("url", "postgres://db/calls", "connections", 1), Map.of()))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("callstream.sinks.postgres.connections");
    }

    private PostgresSinkConfig read(Map<String, Object> settings, Map<String, String> environment) {
        Section section = new Section("callstream.sinks.postgres", settings, problems);
        PostgresSinkConfig config =
                new PostgresSinkFactory().configure(new SinkSettings(section, Environment.of(environment)));
        section.rejectUnknownKeys();
        problems.throwIfAny();
        return config;
    }
}
