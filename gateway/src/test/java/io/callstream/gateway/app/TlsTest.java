package io.callstream.gateway.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpsServer;
import io.callstream.events.FailureEvent;
import io.callstream.events.SuccessEvent;
import io.callstream.testing.provider.SimulatedProvider;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** TLS on both sides of the gateway. */
class TlsTest {
    private static final String TRUST = "javax.net.ssl.trustStore";
    private static final String TRUST_PASSWORD = "javax.net.ssl.trustStorePassword";
    private static final byte[] ANSWER =
            "{\"id\":\"c\",\"object\":\"chat.completion\",\"choices\":[],\"usage\":{\"prompt_tokens\":1,\"completion_tokens\":1}}"
                    .getBytes(StandardCharsets.UTF_8);

    @TempDir
    Path folder;

    private final Http http = new Http();
    private Certificate certificate;
    private HttpsServer provider;

    @BeforeEach
    void start() throws Exception {
        certificate = Certificate.in(folder);
        provider = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        provider.setHttpsConfigurator(certificate.server());
        provider.createContext("/", exchange -> {
            exchange.getRequestBody().readAllBytes();
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, ANSWER.length);
            exchange.getResponseBody().write(ANSWER);
            exchange.close();
        });
        provider.start();
    }

    @AfterEach
    void stop() {
        System.clearProperty(TRUST);
        System.clearProperty(TRUST_PASSWORD);
        provider.stop(0);
    }

    @Test
    void aProviderIsSpokenToOverTls() {
        trust();
        try (TestGateway gateway = TestGateway.to(base("localhost"), "m")) {
            HttpResponse<String> answer = http.post(gateway.url(Asking.CHAT), Asking.plain("m"));

            assertThat(answer.body()).contains("chat.completion");
            assertThat(gateway.tape().await(SuccessEvent.class).getApiBase()).isEqualTo(base("localhost"));
        }
    }

    @Test
    void aCertificateThatNobodyTrustsIsRefused() {
        try (TestGateway gateway = TestGateway.to(base("localhost"), "m")) {
            refused(gateway, "certificate");
        }
    }

    @Test
    void soIsOneForAnotherHost() {
        trust();
        try (TestGateway gateway = TestGateway.to(base("127.0.0.1"), "m")) {
            refused(gateway, "certificate");
        }
    }

    @Test
    void whereNoTlsIsSpokenTheErrorSaysSo() {
        try (SimulatedProvider plain = SimulatedProvider.start();
                TestGateway gateway = TestGateway.to(plain.apiBase().replace("http:", "https:"), "m")) {
            refused(gateway, "speak TLS");
        }
    }

    @Test
    void clientsAreServedOverTls() throws Exception {
        try (SimulatedProvider plain = SimulatedProvider.start();
                TestGateway gateway = TestGateway.start(TestGateway.yaml(plain.apiBase(), "sim-text")
                        + "callstream: {server: {tls: {certificate: " + certificate.certificatePem() + ", key: "
                        + certificate.keyPem() + "}}}\n")) {
            HttpClient client =
                    HttpClient.newBuilder().sslContext(certificate.context()).build();
            HttpRequest request = HttpRequest.newBuilder(
                            URI.create("https://localhost:" + gateway.port() + Asking.CHAT))
                    .POST(HttpRequest.BodyPublishers.ofString(Asking.stream("m")))
                    .build();

            HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());

            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.body()).endsWith("data: [DONE]\n\n");
        }
    }

    private void refused(TestGateway gateway, String why) {
        HttpResponse<String> answer = http.post(gateway.url(Asking.CHAT), Asking.plain("m"));

        assertThat(answer.statusCode()).isEqualTo(502);
        assertThat(answer.body()).contains(why).doesNotContain("localhost", "127.0.0.1");
        FailureEvent event = gateway.tape().await(FailureEvent.class);
        assertThat(event.getErrorCode()).isEqualTo("PROVIDER_UNREACHABLE");
        assertThat(event.getMessage()).contains(why).doesNotContain("localhost", "127.0.0.1");
    }

    private void trust() {
        System.setProperty(TRUST, certificate.file().toString());
        System.setProperty(TRUST_PASSWORD, certificate.password());
    }

    private String base(String host) {
        return "https://" + host + ":" + provider.getAddress().getPort() + "/v1";
    }
}
