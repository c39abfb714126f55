package io.callstream.gateway.auth;

import static org.assertj.core.api.Assertions.assertThat;

import io.callstream.gateway.config.ApiKey;
import io.callstream.gateway.config.AuthConfig;
import io.callstream.gateway.config.KeyHash;
import io.callstream.gateway.identity.Grant;
import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.HttpHeaders;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class ApiKeyStoreTest {
    private static final int MANY = 100_000;

    @Test
    @Timeout(value = 60, unit = TimeUnit.SECONDS)
    void aKeyIsFoundAmongAHundredThousandAsFastAsAmongAFew() {
        ApiKeyStore keys =
                store(IntStream.range(0, MANY).mapToObj(Integer::toString).toList());

        // Looked at one by one, this would be ten thousand million comparisons.
        for (int i = 0; i < MANY; i++) {
            assertThat(keys.admit("sk-" + i)).isInstanceOf(Admission.Admitted.class);
        }

        assertThat(keys.admit("sk-" + MANY)).isInstanceOf(Admission.Refused.class);
        assertThat(alias(keys.admit("sk-99999"))).isEqualTo("99999");
    }

    @Test
    void withoutKeysAnybodyIsAdmitted() {
        assertThat(store(List.of()).admit(null)).isEqualTo(new Admission.Admitted(null, Grant.FREE));
    }

    @Test
    void anAdmissionIsNotKeptPastTheKeysThatItCameFrom() {
        AtomicReference<ApiKeyStore> current = new AtomicReference<>(store(List.of("a", "b")));
        ConnectionAuthenticator connection = new ConnectionAuthenticator(current::get);
        assertThat(connection.admit(with("sk-a"))).isInstanceOf(Admission.Admitted.class);

        current.set(store(List.of("b")));

        assertThat(connection.admit(with("sk-a"))).isInstanceOf(Admission.Refused.class);
        assertThat(connection.admit(with("sk-b"))).isInstanceOf(Admission.Admitted.class);
    }

    private static HttpHeaders with(String key) {
        return new DefaultHttpHeaders().set("authorization", "Bearer " + key);
    }

    private static String alias(Admission admission) {
        return admission instanceof Admission.Admitted admitted && admitted.key() != null
                ? String.valueOf(admitted.key().alias())
                : "";
    }

    private static ApiKeyStore store(List<String> names) {
        List<ApiKey> keys = names.stream()
                .map(name -> new ApiKey(KeyHash.of("sk-" + name), name, null, null, List.of(), List.of(), List.of()))
                .toList();
        return new ApiKeyStore(new AuthConfig(keys, 0, 0, Optional.empty(), List.of()));
    }
}
