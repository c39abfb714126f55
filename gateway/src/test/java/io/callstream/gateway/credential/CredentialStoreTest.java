package io.callstream.gateway.credential;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Deployments of one account share its credentials. */
class CredentialStoreTest {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-28T07:00:00Z"), ZoneOffset.UTC);

    private record Account(String name) {}

    private final List<String> made = new ArrayList<>();
    private final CredentialStore store = new CredentialStore(Runnable::run, CLOCK);

    private Renewed<String> of(String account) {
        return store.of(new Account(account), account, () -> {
            made.add(account);
            return () -> new Minted<>("token of " + account, null);
        });
    }

    @Test
    void anAccountIsAskedOnceForAllWhoNeedIt() {
        Renewed<String> first = of("a");

        assertThat(of("a")).isSameAs(first);
        assertThat(first.get().toCompletableFuture().join()).isEqualTo("token of a");
        assertThat(of("a").now()).isEqualTo("token of a");
        assertThat(made).containsExactly("a");
    }

    @Test
    void anotherAccountHasItsOwn() {
        assertThat(of("b")).isNotSameAs(of("a"));
        assertThat(of("b").get().toCompletableFuture().join()).isEqualTo("token of b");
        assertThat(of("a").now()).isNull();
    }

    @Test
    void theClockIsTheProcesss() {
        assertThat(store.clock()).isSameAs(CLOCK);
    }
}
