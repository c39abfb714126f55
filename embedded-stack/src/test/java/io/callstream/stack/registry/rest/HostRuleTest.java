package io.callstream.stack.registry.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.callstream.stack.ListenAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** X22: a page whose domain was pointed at this machine does not reach the registry. */
class HostRuleTest {
    private final HostRule rule = new HostRule(new ListenAddress("registry.example.org", 8081));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "localhost",
                "localhost:8081",
                "LOCALHOST:8081",
                "127.0.0.1:8081",
                "192.168.1.7",
                "[::1]:8081",
                "registry:8081",
                "api.localhost:8081",
                "registry.example.org:8081"
            })
    void namesOfThisMachineAreServed(String host) {
        assertThat(rule.allows(host)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "attacker.example",
                "attacker.example:8081",
                "127.0.0.1.attacker.example",
                "1.2.3.4.5",
                "[evil.example]"
            })
    void otherDomainsAreRefused(String host) {
        assertThat(rule.allows(host)).isFalse();
    }

    @Test
    void clientsWithoutAHostAreServed() {
        assertThat(rule.allows(null)).isTrue();
    }
}
