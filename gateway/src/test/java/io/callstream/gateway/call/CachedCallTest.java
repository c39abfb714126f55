package io.callstream.gateway.call;

import static org.assertj.core.api.Assertions.assertThat;

import io.callstream.events.SuccessEvent;
import io.callstream.gateway.cache.AnswerCache;
import io.callstream.gateway.cache.AnswerKey;
import io.callstream.gateway.cache.KeptAnswer;
import io.callstream.gateway.dialect.TestDialects;
import io.callstream.gateway.identity.AliasGrants;
import io.callstream.gateway.upstream.ProviderWire;
import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.Promise;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who asks what was asked before gets the same answer, in the form asked for, and no provider is asked. */
class CachedCallTest {
    static final String LOCAL = "litellm_settings: {cache: true, cache_params: {type: local, ttl: 60}}\n";

    static CallRig rig(String more) {
        return new CallRig(CallRig.deployment("one") + "router_settings: {num_retries: 0}\n" + more);
    }

    private static String request(String fields) {
        return "{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":\"Hello\"}]" + fields + "}";
    }

    private static HttpHeaders header(String name, String value) {
        return new DefaultHttpHeaders().set(name, value);
    }

    /** A first call, which its provider answers. */
    static void answered(CallRig rig, String body, String answer) {
        rig.call(body);
        rig.wire().answer(200, answer);
        rig.loop().run();
    }

    /** How many requests have gone to the provider. */
    private static int asked(CallRig rig) {
        return rig.upstream().wires().stream().mapToInt(ProviderWire::count).sum();
    }

    static void streamed(CallRig rig, String... frames) {
        rig.wire().beginStream();
        for (String frame : frames) {
            rig.wire().chunk(frame);
        }
    }

    static SuccessEvent last(CallRig rig) {
        var all = rig.lane().all(SuccessEvent.class);
        return all.get(all.size() - 1);
    }

    @Test
    void theSecondCallIsAnsweredWithoutItsProviderAndCostsNothing() {
        try (CallRig rig = rig(LOCAL)) {
            answered(rig, CallRig.plain(), CallRig.answer("Hi"));
            Long cost = last(rig).getCostNanoUsd();

            RecordingClient client = rig.call(CallRig.plain());

            assertThat(client.status()).isEqualTo("200");
            assertThat(client.body()).isEqualTo(CallRig.answer("Hi"));
            assertThat(client.received())
                    .contains("x-litellm-cache-hit: True")
                    .containsPattern("x-litellm-cache-key: [0-9a-f]{64}\r");
            assertThat(asked(rig)).isEqualTo(1);
            SuccessEvent event = last(rig);
            assertThat(event.getCacheHit()).isTrue();
            assertThat(event.getAttempts()).isEmpty();
            assertThat(event.getCostNanoUsd()).isZero();
            assertThat(event.getSavedCostNanoUsd()).isEqualTo(cost).isPositive();
            assertThat(event.getTotalTokens()).isEqualTo(2);
            assertThat(event.getProvider()).isEqualTo("openai");
            assertThat(event.getResponseBody()).isEqualTo(client.body());
            assertThat(rig.cached().hits()).isEqualTo(1);
            assertThat(rig.cached().misses()).isEqualTo(1);
            assertThat(rig.cached().savedNanoUsd()).isEqualTo(cost);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"messages\": [ {\"content\":\"Hello\",\"role\":\"user\"} ], \"temperature\":0.50, \"model\":\"m\"}",
                "{\"model\":\"m\",\"temperature\":0.5,\"messages\":[{\"role\":\"user\",\"content\":\"H\\u0065llo\"}],\"top_p\":null}",
                "{\"model\":\"m\",\"temperature\":0.5,\"user\":\"u\",\"metadata\":{\"a\":\"b\"},\"tags\":[\"x\"],"
                        + "\"messages\":[{\"role\":\"user\",\"content\":\"Hello\"}]}"
            })
    void theSameRequestMayBeWrittenInAnotherWay(String same) {
        try (CallRig rig = rig(LOCAL)) {
            answered(rig, request(",\"temperature\":0.5"), CallRig.answer("Hi"));

            assertThat(rig.call(same).body()).isEqualTo(CallRig.answer("Hi"));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                ",\"temperature\":0.6",
                ",\"temperature\":0.5,\"tools\":[]",
                ",\"temperature\":\"0.5\"",
                ",\"temperature\":0.5,\"stop\":true",
                ",\"temperature\":0.5,\"stop\":\"true\"",
                ",\"temperature\":0.5,\"additional_drop_params\":[\"temperature\"]",
                ",\"temperature\":0.5,\"cache\":{\"namespace\":\"other\"}",
                ",\"temperature\":0.5,\"cache\":{\"no-cache\":true}",
                ",\"temperature\":0.5,\"cache\":{\"use-cache\":false}"
            })
    void anotherRequestIsAskedOf(String fields) {
        try (CallRig rig = rig(LOCAL)) {
            answered(rig, request(",\"temperature\":0.5"), CallRig.answer("Hi"));

            rig.call(request(fields));

            assertThat(asked(rig)).isEqualTo(2);
            rig.wire().answer(200, CallRig.answer("Ho"));
        }
    }

    @Test
    void aStreamIsAnsweredFromAPlainAnswer() {
        try (CallRig rig = rig(LOCAL)) {
            answered(rig, CallRig.plain(), CallRig.answer("Hi").replace(",", ",\n"));

            RecordingClient client = rig.call(CallRig.stream());

            assertThat(client.received()).contains("content-type: text/event-stream");
            assertThat(client.body()).isEqualTo("""
                    data: {"id":"a","model":"gpt-4o","choices":[{"index":0,"delta":{"role":"assistant", "content":"Hi"},"finish_reason":null}]}

                    data: {"id":"a","model":"gpt-4o","choices":[{"index":0,"delta":{},"finish_reason":"stop"}]}

                    data: [DONE]

                    """.replace("\"assistant\", \"content", "\"assistant\",\"content"));
            assertThat(last(rig).getStream()).isTrue();
        }
    }

    @Test
    void aPlainAnswerAndAStreamAreGivenFromAStream() {
        String asking = CallRig.stream()
                .replace("\"stream\":true", "\"stream\":true,\"stream_options\":{\"include_usage\":true}");
        try (CallRig rig = rig(LOCAL)) {
            rig.call(CallRig.stream());
            streamed(
                    rig,
                    CallRig.frame("H", null),
                    CallRig.frame("i", "stop"),
                    "data: {\"choices\":[],\"usage\":{\"prompt_tokens\":1,\"completion_tokens\":2,\"total_tokens\":3}}\n\n",
                    "data: [DONE]\n\n");
            rig.wire().endChunks();
            rig.loop().run();

            RecordingClient plain = rig.call(CallRig.plain());
            RecordingClient stream = rig.call(asking);

            assertThat(plain.body()).contains("\"content\":\"Hi\"").contains("\"total_tokens\":3");
            assertThat(stream.body())
                    .contains("\"content\":\"Hi\"")
                    .contains("\"choices\":[],\"usage\":")
                    .endsWith("data: [DONE]\n\n");
            assertThat(asked(rig)).isEqualTo(1);
            assertThat(last(rig).getTotalTokens()).isEqualTo(3);
        }
    }

    @Test
    void callsOfToolsSayInAStreamWhichTheyAre() {
        String answer =
                "{\"id\":\"a\",\"object\":\"chat.completion\",\"choices\":[{\"index\":0,\"message\":{\"role\":\"assistant\","
                        + "\"content\":null,\"tool_calls\":[{\"id\":\"c\",\"type\":\"function\",\"function\":{\"name\":\"f\",\"arguments\":\"{}\"}}]},"
                        + "\"finish_reason\":\"tool_calls\"}]}";
        try (CallRig rig = rig(LOCAL)) {
            answered(rig, CallRig.plain(), answer);

            assertThat(rig.call(CallRig.stream()).body())
                    .contains("\"object\":\"chat.completion.chunk\"")
                    .contains("\"tool_calls\":[{\"index\":0,\"id\":\"c\",");
        }
    }

    @Test
    void anAnswerIsKeptForItsTime() {
        try (CallRig rig = rig(LOCAL)) {
            answered(rig, CallRig.plain(), CallRig.answer("Hi"));
            answered(rig, request(",\"seed\":1,\"cache\":{\"ttl\":5}"), CallRig.answer("Ho"));
            rig.advance(Duration.ofSeconds(10));

            assertThat(rig.call(CallRig.plain()).body()).isEqualTo(CallRig.answer("Hi"));
            answered(rig, request(",\"seed\":1"), CallRig.answer("Ha"));
            answered(rig, request(",\"cache\":{\"s-maxage\":9}"), CallRig.answer("He"));
            rig.advance(Duration.ofSeconds(61));
            rig.call(CallRig.plain());
            assertThat(asked(rig)).isEqualTo(5);
            rig.wire().answer(200, CallRig.answer("Hu"));
        }
    }

    @Test
    void aRequestMayForbidToKeepItsAnswerInBodyAndHeader() {
        try (CallRig rig = rig(LOCAL)) {
            answered(rig, request(",\"cache\":{\"no-store\":true}"), CallRig.answer("Hi"));
            rig.call(CallRig.plain(), header("cache-control", "no-store"));
            rig.wire().answer(200, CallRig.answer("Hi"));
            assertThat(rig.cached().answersKept()).isZero();

            answered(rig, CallRig.plain(), CallRig.answer("Hi"));
            rig.call(CallRig.plain(), header("cache-control", "No-Cache"));

            assertThat(asked(rig)).isEqualTo(4);
            rig.wire().answer(200, CallRig.answer("Hi"));
        }
    }

    @Test
    void whereTheCacheIsOffByDefaultARequestAsksForIt() {
        try (CallRig rig = rig(LOCAL.replace("ttl: 60", "ttl: 60, mode: default_off"))) {
            String asking = request(",\"cache\":{\"use-cache\":true}");
            answered(rig, CallRig.plain(), CallRig.answer("Hi"));
            answered(rig, asking, CallRig.answer("Ho"));

            assertThat(rig.call(asking).body()).isEqualTo(CallRig.answer("Ho"));
            rig.call(CallRig.plain());
            assertThat(asked(rig)).isEqualTo(3);
            rig.wire().answer(200, CallRig.answer("Hi"));
        }
    }

    @Test
    void keysAreKeptApartWhereTheConfigurationSaysSo() {
        String keys = """
                callstream:
                  cache: {scope: team}
                  auth:
                    keys:
                      - {key: sk-one-1234567890, alias: one, team_id: a}
                      - {key: sk-two-1234567890, alias: two, team_id: a}
                      - {key: sk-three-1234567890, alias: three, team_id: b}
                """;
        try (CallRig rig = rig(LOCAL + keys)) {
            rig.call(CallRig.plain(), header("authorization", "Bearer sk-one-1234567890"));
            rig.wire().answer(200, CallRig.answer("Hi"));
            rig.loop().run();

            RecordingClient same = rig.call(CallRig.plain(), header("authorization", "Bearer sk-two-1234567890"));
            rig.call(CallRig.plain(), header("authorization", "Bearer sk-three-1234567890"));

            assertThat(same.body()).isEqualTo(CallRig.answer("Hi"));
            assertThat(asked(rig)).isEqualTo(2);
            rig.wire().answer(200, CallRig.answer("Ho"));
        }
    }

    /** Two keys may mean different models by one name. */
    @Test
    void aNameThatTwoKeysMeanDifferentModelsByIsNotOneRequest() {
        Iterator<String> meant = List.of("m", "n", "m").iterator();
        Stage keys = new Stage() {
            @Override
            public String name() {
                return "keys";
            }

            @Override
            public Step run(PendingCall call) {
                call.admit(null, AliasGrants.of(Map.of("gpt", meant.next())));
                return Step.CONTINUE;
            }
        };
        String yaml = CallRig.deployment("one") + CallRig.item("two", "").replace("model_name: m", "model_name: n");
        String body = CallRig.plain().replace("\"m\"", "\"gpt\"");
        try (CallRig rig = new CallRig(yaml + LOCAL, TestDialects::target, keys)) {
            answered(rig, body, CallRig.answer("of m"));
            RecordingClient second = rig.call(body);
            rig.upstream().wires().get(1).answer(200, CallRig.answer("of n"));
            rig.loop().run();
            RecordingClient third = rig.call(body);

            assertThat(second.body()).isEqualTo(CallRig.answer("of n"));
            assertThat(third.body()).isEqualTo(CallRig.answer("of m"));
        }
    }

    /** Knows nothing until the test says so. */
    private static final class LateCache implements AnswerCache {
        private Promise<Optional<KeptAnswer>> answer;

        @Override
        public Lookup find(AnswerKey key, EventExecutor executor) {
            answer = executor.newPromise();
            return new Lookup.Later(answer);
        }

        @Override
        public void keep(AnswerKey key, KeptAnswer kept, Duration ttl) {
            // it forgets
        }

        @Override
        public boolean reachable() {
            return true;
        }

        @Override
        public boolean remove(List<String> names) {
            return true;
        }

        @Override
        public boolean clear() {
            return true;
        }

        @Override
        public void close() {
            // nothing is open
        }
    }

    @Test
    void aLookupThatTakesAWhileComesToNothingOrToAnAnswer() {
        LateCache late = new LateCache();
        try (CallRig rig = rig(LOCAL)) {
            rig.cache(late);
            rig.call(CallRig.plain());
            assertThat(asked(rig)).isZero();

            late.answer.setSuccess(Optional.empty());
            rig.loop().run();

            assertThat(asked(rig)).isEqualTo(1);
            rig.wire().answer(200, CallRig.answer("Hi"));
        }
    }

    @Test
    void whoHangsUpDuringALookupIsNotAskedFor() {
        LateCache late = new LateCache();
        try (CallRig rig = rig(LOCAL)) {
            rig.cache(late);
            RecordingClient client = rig.call(CallRig.plain());

            client.hangUp();
            rig.handle().clientGone();
            late.answer.setSuccess(Optional.empty());
            rig.loop().run();

            assertThat(asked(rig)).isZero();
        }
    }
}
