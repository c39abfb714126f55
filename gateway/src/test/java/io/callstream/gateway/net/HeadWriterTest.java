package io.callstream.gateway.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.util.AsciiString;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Lines of heads, which no value can break out of, and the addresses that stand in them. */
class HeadWriterTest {
    private static final AsciiString NAME = AsciiString.cached("x-name");

    private static String written(String value) {
        ByteBuf out = Unpooled.buffer();
        HeadWriter.header(out, NAME, value);
        return out.toString(StandardCharsets.ISO_8859_1);
    }

    @ParameterizedTest
    @CsvSource({
        "plain,           plain",
        "'a b',           'a b'",
        "'',              ''",
        "'a\r\nb: c',     'a  b: c'",
        "'a\tb',          'a b'",
        "'a\u0000b',      'a b'",
        "'a\u007fb',      'a b'",
        "'a\u0085b',      'a\u0085b'",
        "'\u00fc',        '\u00fc'",
        "'\u20ac',        ' '",
        "'\ud83d\ude00',  '  '",
    })
    void aValueStaysInItsLine(String value, String written) {
        assertThat(written(value)).isEqualTo("x-name: " + written + "\r\n");
        assertThat(new String(HeadWriter.lines("x-name", value), StandardCharsets.ISO_8859_1))
                .isEqualTo("x-name: " + written + "\r\n");
    }

    @Property(tries = 200)
    void noValueMakesALine(@ForAll String value) {
        assertThat(written(value).substring(0, written(value).length() - 2)).doesNotContain("\r", "\n");
    }

    @Test
    void numbersAndLinesFollowEachOther() {
        ByteBuf out = Unpooled.buffer();
        HeadWriter.header(out, NAME, Long.MIN_VALUE);
        HeadWriter.header(out, NAME, 0);
        HeadWriter.end(out);

        assertThat(out.toString(StandardCharsets.US_ASCII))
                .isEqualTo("x-name: -9223372036854775808\r\nx-name: 0\r\n\r\n");
        assertThat(HeadWriter.lines("a", "b", "c", "d")).asString().isEqualTo("a: b\r\nc: d\r\n");
        assertThat(HeadWriter.lines()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "http://h.example/v1,         false, h.example,  80,   h.example",
        "https://h.example/v1,        true,  h.example,  443,  h.example",
        "HTTPS://h.example,           true,  h.example,  443,  h.example",
        "http://h.example:8080/v1,    false, h.example,  8080, h.example:8080",
        "http://h.example:443,        false, h.example,  443,  h.example:443",
        "https://h.example:443/v1,    true,  h.example,  443,  h.example",
        "https://h.example:80,        true,  h.example,  80,   h.example:80",
        "http://127.0.0.1:1,          false, 127.0.0.1,  1,    127.0.0.1:1",
        "http://[::1]:8080/v1,        false, ::1,        8080, [::1]:8080",
        "https://[2001:db8::1],       true,  2001:db8::1, 443, [2001:db8::1]",
        "http://user:p@h.example,     false, h.example,  80,   h.example",
    })
    void anAddressIsThatOfItsUrl(URI url, boolean tls, String host, int port, String authority) {
        ProviderAddress address = ProviderAddress.of(url);

        assertThat(address).isEqualTo(new ProviderAddress(tls, host, port));
        assertThat(address.authority()).isEqualTo(authority);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ftp://h.example", "h.example/v1", "http:///v1", "", "https:h", "mailto:a@b"})
    void whatHasNoAddressIsRefused(URI url) {
        assertThatThrownBy(() -> ProviderAddress.of(url))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("api_base: no address (expected http://host or https://host)");
    }

    @ParameterizedTest
    @CsvSource({
        "http://a,        http://A:80,     true",
        "http://a,        https://a,       false",
        "http://a,        http://b,        false",
        "http://a,        http://a:81,     false",
        "https://a,       https://a:443,   true",
    })
    void theCaseOfAHostIsNoOtherPlace(URI one, URI other, boolean same) {
        assertThat(ProviderAddress.of(one).sameAs(ProviderAddress.of(other))).isEqualTo(same);
    }
}
