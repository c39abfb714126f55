package io.callstream.gateway.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.callstream.gateway.config.RedisAddress;
import io.callstream.json.Slice;
import io.callstream.settings.Secret;
import io.netty.util.concurrent.DefaultEventExecutor;
import io.netty.util.concurrent.MockTicker;
import io.netty.util.concurrent.Ticker;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.awaitility.core.ConditionFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A Redis that works, and one that hangs, closes, lies, babbles, refuses or is away: which is never more than a miss. */
class RedisCacheTest {
    private static final AnswerKey KEY = new AnswerKey("ns", "0123");
    private static final KeptAnswer ANSWER = new KeptAnswer(
            Instant.ofEpochMilli(42), "deployment\none", "openai", "gpt-4o", Slice.of("{\"choices\":[]}"));
    private static final Duration PATIENCE = Duration.ofMillis(300);
    private static final int FAILURES_IN_A_ROW = 5;

    private final MockTicker ticker = Ticker.newMockTicker();
    private final DefaultEventExecutor executor = new DefaultEventExecutor();
    private final CacheCounters counters = new CacheCounters();
    private final FakeRedis redis = new FakeRedis();
    private @Nullable RedisCache cache;

    /** Each failure costs a connection, and several threads have to get their turn for it: ten seconds are too few on a busy machine. */
    private static ConditionFactory patiently() {
        return await().atMost(Duration.ofMinutes(1));
    }

    private RedisCache cache() {
        RedisCache made = new RedisCache(
                new RedisAddress("localhost", redis.port(), false, 3, Optional.empty(), Optional.of(new Secret("pw"))),
                PATIENCE,
                ticker,
                counters);
        cache = made;
        return made;
    }

    @AfterEach
    void end() {
        if (cache != null) {
            cache.close();
        }
        redis.close();
        executor.shutdownGracefully(0, 1, TimeUnit.SECONDS);
    }

    /** Null when it is not there, or nobody was asked. */
    private @Nullable KeptAnswer find(RedisCache from) {
        AnswerCache.Lookup lookup = from.find(KEY, executor);
        return lookup instanceof AnswerCache.Lookup.Later later
                ? later.answer().syncUninterruptibly().getNow().orElse(null)
                : null;
    }

    private static boolean asks(AnswerCache.Lookup lookup) {
        return lookup instanceof AnswerCache.Lookup.Later;
    }

    private RedisCache connected() {
        RedisCache made = cache();
        patiently().until(() -> asks(made.find(KEY, executor)));
        return made;
    }

    private RedisCache withAnAnswer() {
        RedisCache made = connected();
        made.keep(KEY, ANSWER, Duration.ofSeconds(60));
        patiently().until(() -> counters.answersKept() == 1);
        return made;
    }

    @Test
    void anAnswerThatWasKeptIsFound() {
        KeptAnswer found = find(withAnAnswer());

        assertThat(found).isNotNull();
        assertThat(found.body().text()).isEqualTo("{\"choices\":[]}");
        assertThat(found.keptAt()).isEqualTo(ANSWER.keptAt());
        assertThat(found.provider()).isEqualTo("openai");
        assertThat(redis.commands()).contains("AUTH pw", "SELECT 3", "SET callstream:ns:0123");
        assertThat(counters.errors()).isZero();
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "WELL")
    void aRedisThatMisbehavesIsAMissAndAfterAWhileNotAsked(FakeRedis.Mood mood) {
        RedisCache made = withAnAnswer();
        redis.is(mood);

        patiently().until(() -> {
            assertThat(find(made)).isNull();
            return counters.errors() >= FAILURES_IN_A_ROW;
        });
        long asked = redis.count("GET");
        for (int i = 0; i < 100; i++) {
            assertThat(asks(made.find(KEY, executor))).isFalse();
        }

        assertThat(redis.count("GET")).isEqualTo(asked);
    }

    @Test
    void aRedisThatIsWellAgainIsFoundSoon() {
        RedisCache made = withAnAnswer();
        redis.is(FakeRedis.Mood.HANGS);
        patiently().until(() -> {
            find(made);
            return counters.errors() >= FAILURES_IN_A_ROW;
        });

        redis.is(FakeRedis.Mood.WELL);

        patiently().until(() -> {
            ticker.advanceMillis(2_000);
            return find(made) != null;
        });
    }

    @Test
    void aRedisThatIsAwayCostsNothing() {
        redis.close();
        RedisCache made = cache();

        patiently().until(() -> {
            assertThat(asks(made.find(KEY, executor))).isFalse();
            made.keep(KEY, ANSWER, Duration.ofSeconds(60));
            return counters.errors() >= FAILURES_IN_A_ROW;
        });

        assertThat(counters.answersKept()).isZero();
    }

    @Test
    void whatWasKeptUnderAnotherNameIsNoAnswer() {
        byte[] bytes = AnswerFormat.write(KEY, ANSWER);

        assertThat(AnswerFormat.read(new AnswerKey("ns", "0124"), bytes)).isNull();
        assertThat(AnswerFormat.read(KEY, new byte[0])).isNull();
        assertThat(AnswerFormat.read(KEY, bytes)).isNotNull();
    }
}
