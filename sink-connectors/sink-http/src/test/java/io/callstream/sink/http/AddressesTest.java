package io.callstream.sink.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AddressesTest {
    @ParameterizedTest
    @ValueSource(strings = {"http://host:1/base", "http://host:1/base/"})
    void oneSlashStandsBetweenBaseAndPath(String base) {
        assertThat(Addresses.below(URI.create(base), "/v1/events")).hasToString("http://host:1/base/v1/events");
    }
}
