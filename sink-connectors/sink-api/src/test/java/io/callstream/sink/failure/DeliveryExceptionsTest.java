package io.callstream.sink.failure;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonGenerationException;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import io.callstream.sink.Delivery;
import io.callstream.sink.SinkUnavailableException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.net.http.HttpTimeoutException;
import java.nio.charset.MalformedInputException;
import javax.net.ssl.SSLHandshakeException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class DeliveryExceptionsTest {
    private static final @Nullable JsonGenerator NOBODY = null;

    @Test
    @DisplayName("C03, C04, X12: what a reader or writer of JSON throws is about an event")
    void contentIsNoOutage() {
        assertThat(DeliveryExceptions.verdict(new StreamConstraintsException("quotes a prompt")))
                .isEqualTo(Delivery.rejected("sink failed with " + StreamConstraintsException.class.getName()));
        assertThat(DeliveryExceptions.verdict(new JsonGenerationException("quotes a prompt", NOBODY)))
                .isInstanceOf(Delivery.Rejected.class);
        assertThat(DeliveryExceptions.verdict(new MalformedInputException(1))).isInstanceOf(Delivery.Rejected.class);
        assertThat(DeliveryExceptions.verdict(new IllegalStateException())).isInstanceOf(Delivery.Rejected.class);
    }

    @Test
    @DisplayName("P08: an outage says its cause")
    void anOutageSaysItsCause() {
        assertThat(DeliveryExceptions.verdict(new UnknownHostException("db.example")))
                .isEqualTo(Delivery.retry("unknown host"));
        assertThat(DeliveryExceptions.verdict(new ConnectException("Connection refused")))
                .isEqualTo(Delivery.retry("connect: Connection refused"));
        assertThat(DeliveryExceptions.verdict(new IOException(new HttpTimeoutException("x"))))
                .isEqualTo(Delivery.retry("timeout"));
        assertThat(DeliveryExceptions.verdict(new SSLHandshakeException("no trust")))
                .isEqualTo(Delivery.retry("TLS: no trust"));
        assertThat(DeliveryExceptions.verdict(
                        new SinkUnavailableException("cannot connect to db:5432 (timeout)", new IOException())))
                .isEqualTo(Delivery.retry("cannot connect to db:5432 (timeout)"));
    }

    @Test
    void wordsThatMayQuoteACallAreLeftOut() {
        assertThat(DeliveryExceptions.verdict(new IOException("the prompt was: hello")))
                .isEqualTo(Delivery.retry("IOException"));
    }
}
