package io.callstream.gateway.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import io.callstream.events.SuccessEvent;
import io.callstream.gateway.cache.RealRedis;
import io.callstream.testing.provider.SimulatedProvider;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A gateway that keeps answers in a redis-server, which is killed and comes back; left out where this machine has none. */
class RealRedisGatewayTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Http http = new Http();
    private @Nullable RealRedis redis;
    private @Nullable SimulatedProvider provider;
    private @Nullable TestGateway gateway;

    @BeforeEach
    void start() {
        Optional<Path> program = RealRedis.program();
        assumeThat(program).as("no redis-server on the path").isPresent();
        redis = new RealRedis(program.orElseThrow());
        provider = SimulatedProvider.start();
        gateway = TestGateway.start(TestGateway.yaml(provider.apiBase(), "gpt-4o-mini") + """
                litellm_settings:
                  cache: true
                  cache_params: {type: redis, host: 127.0.0.1, port: %d, namespace: test, ttl: 600}
                """.formatted(redis.port()));
    }

    @AfterEach
    void stop() {
        if (gateway != null) {
            gateway.close();
            gateway.wiring().caches().close();
        }
        if (provider != null) {
            provider.close();
        }
        if (redis != null) {
            redis.close();
        }
    }

    @Test
    void itAnswersFromRedisAndGoesOnWithoutItAndWithItAgain() throws InterruptedException {
        int asked = provider.received().size();
        assertThat(ask("one").headers().firstValue("x-litellm-cache-hit")).isEmpty();
        assertThat(provider.received()).hasSize(asked + 1);
        await().atMost(PATIENCE).until(() -> isHit(ask("one")));
        assertThat(redis.say("DBSIZE")).isEqualTo(":1");

        redis.kill();

        for (int call = 0; call < 20; call++) {
            assertThat(ask("one").statusCode()).isEqualTo(200);
        }
        assertThat(isHit(ask("one"))).isFalse();

        redis.startAgain();

        await().atMost(PATIENCE).until(() -> isHit(ask("one")));
        assertThat(isHit(ask("two"))).as("another question").isFalse();
        assertThat(gateway.tape().all(SuccessEvent.class))
                .anySatisfy(event -> assertThat(event.getCacheHit()).isTrue())
                .anySatisfy(event -> assertThat(event.getCacheHit()).isFalse());
    }

    /** No call may fail, whatever Redis does. */
    private HttpResponse<String> ask(String question) {
        HttpResponse<String> answer = http.post(
                gateway.url(Asking.CHAT),
                "{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":\"" + question + "\"}]}");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return answer;
    }

    private static boolean isHit(HttpResponse<String> answer) {
        return answer.headers().firstValue("x-litellm-cache-hit").isPresent();
    }
}
