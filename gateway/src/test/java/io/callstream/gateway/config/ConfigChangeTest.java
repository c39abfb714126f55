package io.callstream.gateway.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.callstream.settings.ConfigFile;
import io.callstream.settings.Environment;
import io.callstream.settings.Problems;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfigChangeTest {
    private static final String MODEL = "model_list: [{model_name: m, litellm_params: {model: openai/m}}]\n";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "server: {port: 1}                          | callstream.server.port",
                "server: {event_loops: 3}                   | callstream.server.event_loops",
                "server: {tls: {certificate: a, key: b}}    | callstream.server.tls",
                "server: {host: 127.0.0.2}                  | callstream.server.host",
                "server: {max_body_bytes: 2KiB}             | callstream.server.max_body_bytes",
                "server: {max_header_bytes: 2KiB}           | callstream.server.max_header_bytes",
                "server: {max_connections: 3}               | callstream.server.max_connections",
                "server: {max_memory_bytes: 2MiB}           | callstream.server.max_memory_bytes",
                "server: {request_timeout: 1s}              | callstream.server.request_timeout",
                "server: {idle_timeout: 1s}                 | callstream.server.idle_timeout",
                "server: {drain_timeout: 1s}                | callstream.server.drain_timeout",
                "server: {warm_up: false}                   | callstream.server.warm_up",
                "upstream: {idle_timeout: 1s}               | callstream.upstream.idle_timeout",
                "upstream: {max_connections: 3}             | callstream.upstream.max_connections",
                "upstream: {max_response_bytes: 1MiB}       | callstream.upstream.max_response_bytes",
                "spool: {max_bytes: 1GiB}                   | callstream.spool.max_bytes",
                "spool: {segment_bytes: 1MiB}               | callstream.spool.segment_bytes",
                "spool: {durability: fsynced}               | callstream.spool.durability",
                "spool: {on_full: refuse_calls}             | callstream.spool.on_full",
                "bodies: {inline_max_bytes: 1MiB}           | callstream.bodies.inline_max_bytes",
                "bodies: {directory: /b}                    | callstream.bodies.directory",
                "bodies: {max_pending_bytes: 2MiB}          | callstream.bodies.max_pending_bytes",
                "bodies: {max_bytes: 1GiB}                  | callstream.bodies.max_bytes",
                "auth: {refused_events_per_second: 1}       | callstream.auth.refused_events_per_second",
                "upstream: {connect_timeout: 1s}            | callstream.upstream.connect_timeout",
                "spool: {directory: /elsewhere}             | callstream.spool.directory",
                "gateway_id: other                          | callstream.gateway_id",
                "bodies: {retention: 1h}                    | callstream.bodies.retention",
                "events: false                              | callstream.events",
                "kafka: {bootstrap_servers: \"k:9092\"}     | callstream.kafka",
                "schema_registry: {url: \"http://r:8081\"}  | callstream.schema_registry",
                "responses: {keep: 1h}                      | callstream.responses",
                "auth: {refused_bytes_per_day: 1MiB}        | callstream.auth.refused_bytes_per_day",
            })
    void whatOnlyAStartCanChangeIsNamedAndStaysAsItWas(String changed, String key) {
        GatewayConfig running = read("");

        ConfigChange change = ConfigChange.of(running, read("callstream: {" + changed + "}\n"));

        assertThat(change.atNextStart()).containsExactly(key);
        assertThat(change.effective().with(running.models())).isEqualTo(running);
        assertThat(change.effective().deployments()).isEqualTo(running.deployments());
    }

    @Test
    void everythingElseIsTakenOver() {
        GatewayConfig changed = read("""
                general_settings: {litellm_key_header_name: X-Our-Key}
                litellm_settings: {turn_off_message_logging: true, request_timeout: 7, redact_user_api_key_info: true}
                router_settings: {model_group_alias: {other: m}}
                callstream:
                  chunks: false
                  capture: none
                  request_headers: [x-team]
                  prices: {file: p.json}
                  auth: {keys: [{key: sk-1}], selectable_routes: [a]}
                  server: {host: 127.0.0.1, cors: {origins: ["*"]}}
                  hooks: [{name: a, mode: pre_call}]
                  hook_pool: {threads: 3}
                """);

        ConfigChange change = ConfigChange.of(read("callstream: {server: {host: 127.0.0.1}}\n"), changed);

        assertThat(change.atNextStart()).isEqualTo(List.of());
        assertThat(change.effective()).isEqualTo(changed);
    }

    private static GatewayConfig read(String yaml) {
        Environment environment = Environment.of(Map.of());
        Problems problems = new Problems();
        GatewayConfig config =
                GatewayConfig.read(new ConfigFile(environment).parse(MODEL + yaml, "test", problems), environment);
        problems.throwIfAny();
        return config;
    }
}
