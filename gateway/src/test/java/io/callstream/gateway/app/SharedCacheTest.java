package io.callstream.gateway.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.callstream.events.SuccessEvent;
import io.callstream.gateway.cache.FakeRedis;
import io.callstream.testing.provider.SimulatedProvider;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Two gateways and one Redis: what one of them was answered, the other gives; and without it both go on. */
class SharedCacheTest {
    private static final String PLAIN = "{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":\"Hello\"}]}";
    private static final String STREAM = PLAIN.replace("\"model\"", "\"stream\":true,\"model\"");

    private final Http http = new Http();
    private final FakeRedis redis = new FakeRedis();
    private final SimulatedProvider provider = SimulatedProvider.start();
    private final String yaml = TestGateway.yaml(provider.apiBase(), "gpt-4o-mini") + """
            litellm_settings:
              cache: true
              cache_params: {type: redis, host: localhost, port: %d}
            callstream: {cache: {lookup_timeout: 1s}}
            """.formatted(redis.port());
    private final TestGateway one = TestGateway.start(yaml);
    private final TestGateway other = TestGateway.start(yaml);

    @AfterEach
    void stop() {
        one.close();
        other.close();
        one.wiring().caches().close();
        other.wiring().caches().close();
        provider.close();
        redis.close();
    }

    private HttpResponse<String> ask(TestGateway gateway, String body) {
        return http.post(gateway.url("/v1/chat/completions"), body);
    }

    @Test
    void whatOneGatewayWasAnsweredTheOtherGives() {
        await().until(() -> {
            ask(one, PLAIN);
            return redis.count("SET") > 0;
        });
        int asked = provider.received().size();

        await().until(() ->
                ask(other, STREAM).headers().firstValue("x-litellm-cache-hit").isPresent()
                        || provider.received().size() > asked + 20);
        HttpResponse<String> stream = ask(other, STREAM);

        assertThat(stream.headers().firstValue("content-type")).hasValue("text/event-stream");
        assertThat(stream.body()).endsWith("data: [DONE]\n\n");
        assertThat(other.tape().all(SuccessEvent.class)).anySatisfy(event -> {
            assertThat(event.getCacheHit()).isTrue();
            assertThat(event.getSavedCostNanoUsd()).isPositive();
        });
    }

    @Test
    void aRedisThatHangsFailsNoCall() {
        redis.is(FakeRedis.Mood.HANGS);

        for (int i = 0; i < 3; i++) {
            assertThat(ask(one, PLAIN).statusCode()).isEqualTo(200);
        }
    }

    @Test
    void aReloadThatTurnsTheCacheOffIsTakenOver() {
        await().until(() -> {
            ask(one, PLAIN);
            return redis.count("SET") > 0;
        });

        assertThat(one.reload(yaml.replace("cache: true", "cache: false"))).isTrue();

        assertThat(ask(one, PLAIN).headers().firstValue("x-litellm-cache-hit")).isEmpty();
    }
}
