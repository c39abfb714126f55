package io.callstream.gateway.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import io.callstream.gateway.config.RedisAddress;
import io.callstream.json.Slice;
import io.netty.util.concurrent.DefaultEventExecutor;
import io.netty.util.concurrent.MockTicker;
import io.netty.util.concurrent.Ticker;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The cache and a redis-server; left out where this machine has none. */
class RealRedisTest {
    private static final AnswerKey KEY = new AnswerKey("ns", "0123");
    private static final AnswerKey OTHER = new AnswerKey("", "4567");
    private static final KeptAnswer ANSWER =
            new KeptAnswer(Instant.ofEpochMilli(42), "deployment", "openai", "gpt-4o", Slice.of("{\"choices\":[]}"));

    private final MockTicker ticker = Ticker.newMockTicker();
    private final DefaultEventExecutor executor = new DefaultEventExecutor();
    private final CacheCounters counters = new CacheCounters();
    private @Nullable RealRedis redis;
    private @Nullable RedisCache cache;

    @BeforeEach
    void start() {
        Optional<Path> program = RealRedis.program();
        assumeThat(program).as("no redis-server on the path").isPresent();
        redis = new RealRedis(program.orElseThrow());
        cache = new RedisCache(
                new RedisAddress("127.0.0.1", redis.port(), false, 0, Optional.empty(), Optional.empty()),
                Duration.ofSeconds(5),
                ticker,
                counters);
        await().until(() -> cache.reachable());
    }

    @AfterEach
    void end() {
        if (cache != null) {
            cache.close();
        }
        if (redis != null) {
            redis.close();
        }
        executor.shutdownGracefully(0, 1, TimeUnit.SECONDS);
    }

    @Test
    void anAnswerIsKeptForItsTimeAndForgottenByItsName() {
        keep(KEY, 1);
        keep(OTHER, 2);

        assertThat(find(KEY)).isTrue();
        assertThat(redis.say("TTL callstream:ns:0123")).matches(":[1-9][0-9]?");
        assertThat(cache.remove(List.of("ns:0123"))).isTrue();
        assertThat(find(KEY)).isFalse();
        assertThat(find(OTHER)).isTrue();
    }

    @Test
    void allAnswersAreForgottenAndWhatOthersKeepThereStays() {
        keep(KEY, 1);
        keep(OTHER, 2);
        redis.say("SET litellm:1 theirs");

        assertThat(cache.clear()).isTrue();

        assertThat(find(KEY)).isFalse();
        assertThat(find(OTHER)).isFalse();
        assertThat(redis.say("EXISTS litellm:1")).isEqualTo(":1");
    }

    @Test
    void aRedisThatIsKilledIsAMissAndServesAgainWhenItIsBack() throws InterruptedException {
        keep(KEY, 1);

        redis.kill();

        await().until(() -> !find(KEY) && !cache.reachable());
        assertThat(cache.clear()).isFalse();
        redis.startAgain();
        await().until(() -> {
            ticker.advanceMillis(30_000);
            find(KEY);
            return cache.reachable();
        });
        keep(KEY, 2);
        assertThat(find(KEY)).isTrue();
    }

    private void keep(AnswerKey key, long asOf) {
        await().until(() -> {
            cache.keep(key, ANSWER, Duration.ofSeconds(60));
            return counters.answersKept() >= asOf;
        });
    }

    private boolean find(AnswerKey key) {
        return cache.find(key, executor) instanceof AnswerCache.Lookup.Later later
                && later.answer().syncUninterruptibly().getNow().isPresent();
    }
}
