package io.callstream.gateway.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.ConnectTimeoutException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.nio.channels.ClosedChannelException;
import java.security.cert.CertificateExpiredException;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ConnectFaultsTest {
    static Stream<Arguments> faults() {
        return Stream.of(
                Arguments.of(new UnknownHostException("api.example"), UpstreamFailure.UNRESOLVED),
                Arguments.of(new ConnectException("Connection refused: /10.0.0.1:443"), UpstreamFailure.REFUSED),
                Arguments.of(new ConnectTimeoutException("connection timed out"), UpstreamFailure.CONNECT_TIMEOUT),
                Arguments.of(new ConnectException("Connection timed out"), UpstreamFailure.CONNECT_TIMEOUT),
                Arguments.of(new NoRouteToHostException("no route"), UpstreamFailure.UNREACHABLE),
                Arguments.of(new ClosedChannelException(), UpstreamFailure.UNREACHABLE),
                Arguments.of(
                        new SSLHandshakeException("bad").initCause(new CertificateExpiredException()),
                        UpstreamFailure.CERTIFICATE),
                Arguments.of(new SSLException("not an SSL/TLS record"), UpstreamFailure.TLS));
    }

    @ParameterizedTest
    @MethodSource("faults")
    void eachFaultIsOfAKind(Throwable cause, UpstreamFailure kind) {
        assertThat(ConnectFaults.of(cause)).isEqualTo(kind);
    }

    @Test
    void causesThatGoRoundAreNotFollowedForEver() {
        SSLException one = new SSLException("one");
        SSLException other = new SSLException("other", one);
        one.initCause(other);

        assertThat(ConnectFaults.of(one)).isEqualTo(UpstreamFailure.TLS);
    }
}
