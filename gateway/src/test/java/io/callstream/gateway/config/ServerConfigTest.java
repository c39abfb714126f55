package io.callstream.gateway.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.callstream.settings.Problems;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where the gateway listens, how it talks to providers, and where its events are kept. */
class ServerConfigTest {
    private static GatewayConfig read(String callstream) {
        return Configs.read(Configs.MODEL + "callstream: {" + callstream + "}");
    }

    /** A gateway that anybody may call is reached from its machine only, unless somebody says otherwise. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "                        |                             | 127.0.0.1",
                "master_key: k           |                             | 0.0.0.0",
                "                        | host: 10.0.0.1              | 10.0.0.1",
                "master_key: k           | host: 127.0.0.1             | 127.0.0.1",
                "                        | host: ''                    | 127.0.0.1",
                "master_key: k           | host: ' '                   | 0.0.0.0",
                "                        | host: os.environ/NOT_SET    | 127.0.0.1",
            })
    void itListensWhereThatIsSafe(@Nullable String general, @Nullable String server, String host) {
        GatewayConfig config = Configs.read(Configs.MODEL + "general_settings: {" + (general == null ? "" : general)
                + "}\ncallstream: {server: {" + (server == null ? "" : server) + "}}");

        assertThat(config.server().host()).isEqualTo(host);
    }

    @Test
    void aCertificateHasItsKey() {
        assertThat(read("server: {tls: {certificate: /c.pem, key: /k.pem}}")
                        .server()
                        .tls())
                .contains(new TlsFiles(Path.of("/c.pem"), Path.of("/k.pem")));
        assertThat(read("server: {port: 1}").server().tls()).isEmpty();
        assertThat(Configs.problems(Configs.MODEL + "callstream: {server: {tls: {key: /k.pem, certificat: /c.pem}}}"))
                .containsExactly(
                        "callstream.server.tls.certificate: is missing",
                        "callstream.server.tls.certificat: is not a known setting (did you mean certificate?)");
    }

    @Test
    void sizesAndTimesAreReadAsPeopleWriteThem() {
        ServerConfig server = read("server: {max_body_bytes: 1.5MiB, max_header_bytes: 8kb, max_memory_bytes: '2 GiB',"
                        + " request_timeout: 1500ms, idle_timeout: 2min, drain_timeout: 0, event_loops: '4', port: 0x1}")
                .server();

        assertThat(server.limits()).isEqualTo(new ServerLimits(3 << 19, 8_000, 10_000, 2L << 30));
        assertThat(server.timeouts())
                .isEqualTo(new ServerTimeouts(Duration.ofMillis(1_500), Duration.ofMinutes(2), Duration.ZERO));
        assertThat(server.eventLoops()).isEqualTo(4);
        assertThat(server.port()).isEqualTo(1);
    }

    @Test
    void providersAreReachedSo() {
        assertThat(
                        read("upstream: {connect_timeout: 300ms, idle_timeout: 0, max_connections: 7, max_response_bytes: 64KiB}")
                                .upstream())
                .isEqualTo(new UpstreamConfig(Duration.ofMillis(300), Duration.ZERO, 7, 64 << 10));
    }

    @Test
    void eventsAreKeptSo() {
        EventsConfig events =
                read("gateway_id: gw, spool: {directory: /s, max_bytes: 256KiB, segment_bytes: 64KiB, durability: acked,"
                                + " on_full: refuse-calls}, bodies: {directory: /b, inline_max_bytes: 0, max_bytes: 1MiB, retention: 1h}")
                        .events();

        assertThat(events.spool())
                .isEqualTo(new SpoolConfig(
                        Optional.of(Path.of("/s")),
                        256 << 10,
                        64 << 10,
                        SpoolDurability.ACKED,
                        SpoolOnFull.REFUSE_CALLS,
                        Optional.of("gw")));
        assertThat(events.capture().storage())
                .isEqualTo(new BodyConfig(0, Optional.of(Path.of("/b")), 64 << 20, 1 << 20, Duration.ofHours(1)));
    }

    @Test
    void answersOfTheResponsesApiAreKeptSo() {
        assertThat(read("responses: {keep: 0, max_bytes: 1MiB, max_entry_bytes: 1KiB}")
                        .calls()
                        .responses())
                .isEqualTo(new ResponsesConfig(Duration.ZERO, 1 << 20, 1 << 10));
        assertThat(read("prices: {file: p.json}").calls().prices().file()).contains(Path.of("p.json"));
        assertThat(read("chunks: true")
                        .calls()
                        .prices()
                        .of(Path.of("other.json"))
                        .file())
                .contains(Path.of("other.json"));
    }

    @ParameterizedTest
    @CsvSource({"'', 5s", "reload_interval: 0, 0s", "reload_interval: 1m, 60s"})
    void theFileIsLookedAtAgain(String setting, String every) {
        assertThat(GatewayConfig.reloadInterval(Configs.section("callstream: {" + setting + "}", new Problems())))
                .isEqualTo(Duration.parse("PT" + every));
    }
}
