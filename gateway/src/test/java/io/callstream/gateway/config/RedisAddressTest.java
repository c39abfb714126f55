package io.callstream.gateway.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.callstream.settings.ConfigFile;
import io.callstream.settings.Environment;
import io.callstream.settings.Problems;
import io.callstream.settings.Secret;
import io.callstream.settings.SettingsException;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Where Redis is, as an address, in parts, and from the environment; as redis-py reads such addresses. */
class RedisAddressTest {
    @ParameterizedTest
    @CsvSource({
        "redis://h,                        h,       6379, false, 0, '',  ''",
        "redis://h/,                       h,       6379, false, 0, '',  ''",
        "redis://h:7000/3,                 h,       7000, false, 3, '',  ''",
        "rediss://h:7000,                  h,       7000, true,  0, '',  ''",
        "' redis://h ',                    h,       6379, false, 0, '',  ''",
        "redis://:secret@h,                h,       6379, false, 0, '',  secret",
        "redis://ann@h,                    h,       6379, false, 0, ann, ''",
        "redis://ann:secret@h:1/2,         h,       1,    false, 2, ann, secret",
        "redis://ann:s%40c:r%2Ft@h,        h,       6379, false, 0, ann, s@c:r/t",
        "redis://a%3Ann:secret@h,          h,       6379, false, 0, a:nn, secret",
        "redis://10.0.0.1:6380,            10.0.0.1, 6380, false, 0, '', ''",
        "redis://[::1]:6380,               [::1],   6380, false, 0, '',  ''",
    })
    void anAddressIsRead(String url, String host, int port, boolean tls, int database, String user, String password) {
        RedisAddress address = read("{url: '" + url + "'}", Map.of()).orElseThrow();

        assertThat(address.host()).isEqualTo(host);
        assertThat(address.port()).isEqualTo(port);
        assertThat(address.tls()).isEqualTo(tls);
        assertThat(address.database()).isEqualTo(database);
        assertThat(address.username().orElse("")).isEqualTo(user);
        assertThat(address.password().map(Secret::reveal).orElse("")).isEqualTo(password);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "h:6379",
                "http://h",
                "redis://",
                "redis:h",
                "redis://h:0",
                "redis://h:99999",
                "redis://h/x",
                "redis://h/-1",
                "redis://h/1/2",
                "redis://h/99999999999",
                "redis://a b",
                "//h",
            })
    void whatIsNoAddressIsAProblemThatDoesNotRepeatIt(String url) {
        assertThatThrownBy(() -> read("{url: '" + url + "'}", Map.of()))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("url")
                .hasMessageContaining("is no address of a Redis, such as redis://host:6379/0")
                .message()
                .doesNotContain("a b");
    }

    @Test
    void partsAndVariablesAreRead() {
        RedisAddress parts = read("{host: ' h ', port: 7, username: ann, password: p, ssl: true, db: 4}", Map.of())
                .orElseThrow();
        RedisAddress variables = read("{}", Map.of("REDIS_HOST", "h", "REDIS_PORT", "8", "REDIS_PASSWORD", "p"))
                .orElseThrow();

        assertThat(parts)
                .isEqualTo(new RedisAddress("h", 7, true, 4, Optional.of("ann"), Optional.of(new Secret("p"))));
        assertThat(variables)
                .isEqualTo(new RedisAddress("h", 8, false, 0, Optional.empty(), Optional.of(new Secret("p"))));
    }

    @Test
    void anAddressGoesBeforePartsAndNothingIsNowhere() {
        assertThat(read("{url: 'redis://one', host: two}", Map.of())
                        .orElseThrow()
                        .host())
                .isEqualTo("one");
        assertThat(read("{}", Map.of())).isEmpty();
        assertThat(read("{url: ' ', host: ' '}", Map.of())).isEmpty();
    }

    private static Optional<RedisAddress> read(String yaml, Map<String, String> variables) {
        Environment environment = Environment.of(variables);
        Problems problems = new Problems();
        Optional<RedisAddress> read =
                RedisAddressReader.read(new ConfigFile(environment).parse(yaml, "redis", problems), environment);
        problems.throwIfAny();
        return read;
    }
}
