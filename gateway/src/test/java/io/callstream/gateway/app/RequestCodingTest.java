package io.callstream.gateway.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.callstream.events.FailureEvent;
import io.callstream.events.PreCallEvent;
import io.callstream.testing.provider.SimulatedProvider;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Request bodies in a content coding: decoded, or refused by name. */
class RequestCodingTest {
    private final Http http = new Http();
    private final SimulatedProvider provider = SimulatedProvider.start();
    private final TestGateway gateway = TestGateway.toAll(provider.apiBase(), """
            callstream:
              server:
                max_body_bytes: 1MiB
            """);

    @AfterEach
    void stop() {
        gateway.close();
        provider.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"gzip", "x-gzip", "GZIP", "deflate", "raw deflate", "identity", "gzip, identity"})
    @DisplayName("R01: a coded body is decoded, told and sent on as it is inside")
    void aCodedBodyIsDecoded(String coding) throws IOException {
        String body = Asking.plain("m");

        HttpResponse<String> response = post(coding.replace("raw ", ""), coded(coding, body));

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(provider.received().get(0).requestText()).isEqualTo(body);
        assertThat(provider.received().get(0).header("content-encoding")).isEmpty();
        assertThat(gateway.tape().await(PreCallEvent.class).getRequestBody()).isEqualTo(body);
    }

    @ParameterizedTest
    @ValueSource(strings = {"br", "zstd", "gzip, gzip", "compress"})
    @DisplayName("R01: a coding that is not known gets 415, which names it")
    void anotherCodingIsNamed(String coding) {
        HttpResponse<String> response = post(coding, Asking.plain("m").getBytes(StandardCharsets.UTF_8));

        assertThat(response.statusCode()).isEqualTo(415);
        assertThat(response.body()).contains("'" + coding + "'", "gzip, deflate", "unsupported_content_encoding");
        assertThat(provider.received()).isEmpty();
    }

    @Test
    @DisplayName("R01: little that becomes very much is too large")
    void aBombIsTooLarge() throws IOException {
        HttpResponse<String> response = post("gzip", coded("gzip", "x".repeat(200 << 20)));

        assertThat(response.statusCode()).isEqualTo(413);
        assertThat(gateway.tape().await(FailureEvent.class).getErrorCode()).isEqualTo("PAYLOAD_TOO_LARGE");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 20, 40})
    @DisplayName("R01: a coded body that is cut off or damaged is said to be")
    void aDamagedBodyIsRefused(int length) throws IOException {
        byte[] whole = coded("gzip", Asking.plain("m"));
        byte[] cut = java.util.Arrays.copyOf(whole, length);

        HttpResponse<String> response = post("gzip", cut);

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(response.body()).contains("invalid");
    }

    private HttpResponse<String> post(String coding, byte[] body) {
        return http.send(HttpRequest.newBuilder(gateway.url(Asking.CHAT))
                .header("Content-Type", "application/json")
                .header("Content-Encoding", coding)
                .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                .build());
    }

    private static byte[] coded(String coding, String body) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        byte[] text = body.getBytes(StandardCharsets.UTF_8);
        switch (coding) {
            case "identity" -> bytes.write(text);
            case "deflate", "raw deflate" -> {
                Deflater deflater = new Deflater(Deflater.DEFAULT_COMPRESSION, coding.startsWith("raw"));
                try (DeflaterOutputStream out = new DeflaterOutputStream(bytes, deflater)) {
                    out.write(text);
                }
                deflater.end();
            }
            default -> {
                try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
                    out.write(text);
                }
            }
        }
        return bytes.toByteArray();
    }
}
