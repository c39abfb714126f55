package io.callstream.gateway.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The smallest and the largest value of each setting are taken; what is beyond is named with both. */
class BoundsTest {
    private static List<String> problems(String path, String value) {
        String[] parts = path.split("\\.");
        StringBuilder yaml = new StringBuilder(value);
        for (int i = parts.length - 1; i > 0; i--) {
            yaml.insert(0, "{" + parts[i] + ": ").append("}");
        }
        return Configs.problems(Configs.MODEL + parts[0] + ": " + yaml);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                // setting                                        | least    | most       | below    | above      |
                // bounds
                "callstream.server.port                           | 0        | 65535      | -1       | 65536      | 0 to 65535",
                "callstream.server.event_loops                    | 0        | 1024       | -1       | 1025       | 0 to 1024",
                "callstream.server.max_body_bytes                 | 1KiB     | 1GiB       | 1023     | 1025MiB    | 1KiB to 1GiB",
                "callstream.server.max_header_bytes               | 1KiB     | 16MiB      | 1023     | 17MiB      | 1KiB to 16MiB",
                "callstream.server.max_connections                | 1        | 10000000   | 0        | 10000001   | 1 to 10000000",
                "callstream.upstream.connect_timeout              | 1ms      | 1h         | 1us      | 61m        | 1ms to 1h",
                "callstream.upstream.max_connections              | 1        | 1000000    | 0        | 1000001    | 1 to 1000000",
                "callstream.upstream.max_response_bytes           | 64KiB    | 1GiB       | 63KiB    | 1025MiB    | 64KiB to 1GiB",
                "callstream.bodies.inline_max_bytes               | 0        | 4MiB       | -1       | 5MiB       | 0 to 4MiB",
                "callstream.bodies.max_pending_bytes              | 1MiB     | 1024GiB    | 1023KiB  | 1025GiB    | 1MiB to 1024GiB",
                "callstream.spool.segment_bytes                   | 64KiB    | 512MiB     | 60KiB    | 1028MiB    | 64KiB to 1GiB",
                "callstream.cache.max_bytes                       | 64KiB    | 64GiB      | 63KiB    | 65GiB      | 64KiB to 64GiB",
                "callstream.cache.max_entry_bytes                 | 1KiB     | 64MiB      | 1023     | 65MiB      | 1KiB to 64MiB",
                "callstream.cache.lookup_timeout                  | 1ms      | 10s        | 1us      | 11s        | 1ms to 10s",
                "callstream.responses.max_bytes                   | 64KiB    | 64GiB      | 63KiB    | 65GiB      | 64KiB to 64GiB",
                "callstream.responses.max_entry_bytes             | 1KiB     | 8MiB       | 1023     | 9MiB       | 1KiB to 8MiB",
                "callstream.redaction.max_bytes                   | 1KiB     | 64MiB      | 1023     | 65MiB      | 1KiB to 64MiB",
                "callstream.hook_pool.threads                     | 1        | 1024       | 0        | 1025       | 1 to 1024",
                "callstream.hook_pool.waiting                     | 1        | 100000     | 0        | 100001     | 1 to 100000",
                "callstream.prompts.timeout                       | 100ms    | 9s         | 99ms     | 10s        | 100ms to 9s",
                "callstream.auth.refused_events_per_second        | 0        | 1000000    | -1       | 1000001    | 0 to 1000000",
                "router_settings.retry_after                      | 0        | 3600       | -1       | 3601       | 0 to 3600",
                "router_settings.num_retries                      | 0        | 100        | -1       | 101        | 0 to 100",
                "router_settings.max_fallbacks                    | 0        | 100        | -1       | 101        | 0 to 100",
                "router_settings.allowed_fails                    | 0        | 1000000    | -1       | 1000001    | 0 to 1000000",
                "router_settings.default_max_parallel_requests    | 0        | 2000000000 | -1       | 2000000001 | 0 to 2000000000",
                "router_settings.routing_strategy_args.ttl        | 1s       | 24h        | 0        | 25h        | 1s to 24h",
                "router_settings.routing_strategy_args.lowest_latency_buffer | 0.0 | 1000.0 | -0.1  | 1000.1     | 0 to 1000",
                "litellm_settings.num_retries                     | 0        | 100        | -1       | 101        | 0 to 100",
            })
    void aSettingHasTwoBounds(String path, String least, String most, String below, String above, String bounds) {
        assertThat(problems(path, least)).isEmpty();
        assertThat(problems(path, most)).isEmpty();
        assertThat(problems(path, above)).containsExactly(path + ": is " + above + " (expected " + bounds + ")");
        assertThat(problems(path, below)).singleElement().asString().startsWith(path + ": is ");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                // setting                              | most       | above   | bound
                "callstream.hedge.after                 | 10m        | 11m     | at most 10m",
                "callstream.responses.keep              | 365d       | 366d    | at most 365d",
                "router_settings.cooldown_time          | 24h        | 25h     | at most 24h",
                "callstream.auth.refused_bytes_per_day  | 1048576GiB | 2000000GiB | at most 1048576GiB",
                "callstream.server.max_memory_bytes     | 1024GiB    | 1025GiB | at most 1024GiB",
            })
    void aSettingHasALargestValue(String path, String most, String above, String bound) {
        assertThat(problems(path, "0")).isEmpty();
        assertThat(problems(path, most)).isEmpty();
        assertThat(problems(path, above)).containsExactly(path + ": is " + above + " (expected " + bound + ")");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "callstream.server.max_memory_bytes       | 1048575  | is '1048575' (expected 0, for three tenths of the heap, or"
                        + " at least 1MiB)",
                "callstream.spool.segment_bytes           | 70000    | is '70000' (expected a multiple of 4096)",
                "callstream.spool.max_bytes               | 63MiB    | is 66060288 bytes (expected at least 67108864, 4 times"
                        + " segment_bytes)",
                "callstream.spool.durability              | saved    | is 'saved' (expected one of spooled, fsynced, acked)",
                "callstream.spool.on_full                 | wait     | is 'wait' (expected one of shed, refuse_calls)",
                "callstream.capture                       | some     | is 'some' (expected one of full, reference, none)",
                "callstream.chunks                        | 1        | is '1' (expected true or false)",
                "callstream.cache.scope                   | group    | is 'group' (expected one of all, team, key)",
                "callstream.bodies.retention              | 7 days   | is '7 days' (expected a span of time such as 500ms, 30s or"
                        + " 5m)",
                "callstream.server.request_timeout        | 0        | is 0 (expected at least 1ms)",
                "callstream.server.idle_timeout           | 0s       | is 0s (expected at least 1ms)",
                "callstream.request_headers               | [x-a, 'x b'] | is '[x-a, x b]' (expected names of headers)",
                "callstream.server.prot                   | 1        | is not a known setting (did you mean port?)",
                "callstream.reload_interval               | often    | is 'often' (expected a span of time such as 500ms, 30s or"
                        + " 5m)",
                "callstream.server.portt                  | 1        | is not a known setting (did you mean port?)",
                "callstream.servers                       | 1        | is not a known setting (did you mean server?)",
                "callstream.prompts.langfuse.host         | ftp://x  | is no address (expected https://host)",
                "router_settings.routing_strategy         | random   | is 'random' (expected one of simple-shuffle, least-busy,"
                        + " latency-based-routing, usage-based-routing, usage-based-routing-v2, cost-based-routing)",
                "router_settings.allowed_fails_policy     | {TimeoutErrorAllowedFails: 1000001} | .TimeoutErrorAllowedFails: is"
                        + " 1000001 (expected 0 to 1000000)",
            })
    void whatIsWrongIsNamed(String path, String value, String problem) {
        assertThat(problems(path, value)).containsExactly(path + (problem.startsWith(".") ? problem : ": " + problem));
    }
}
