package io.callstream.gateway.prompt;

import static org.assertj.core.api.Assertions.assertThat;

import io.callstream.gateway.error.CallError;
import io.callstream.gateway.error.GatewayError;
import io.callstream.gateway.upstream.VirtualLoop;
import io.netty.util.concurrent.Future;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is known of prompts while their sources answer, are slow, refuse, and cannot be asked. */
class PromptCacheTest {
    private static final long TTL = Duration.ofSeconds(60).toNanos();
    private static final Fetched.Failed DOWN =
            new Fetched.Failed(new CallError(GatewayError.PROMPT_UNAVAILABLE, "down"));
    private static final Fetched.Refused ABSENT =
            new Fetched.Refused(new CallError(GatewayError.PROMPT_NOT_FOUND, "absent"));

    private final VirtualLoop loop = new VirtualLoop();
    private final PromptStore store = new PromptStore();
    private final PromptCache cache = new PromptCache(store, loop.loop(), loop.ticker());
    private final Asked prompt = new Asked("p");

    /** A prompt whose source answers when the test says so. */
    private static final class Asked implements StoredPrompt {
        private final String id;
        private final List<Consumer<Fetched>> open = new ArrayList<>();
        private int times;

        Asked(String id) {
            this.id = id;
        }

        @Override
        public PromptKey key() {
            return PromptCacheTest.key(id);
        }

        @Override
        public void fetch(Consumer<Fetched> then) {
            times++;
            open.add(then);
        }

        void answer(Fetched said) {
            open.remove(0).accept(said);
        }
    }

    private static PromptKey key(String id) {
        return new PromptKey("langfuse", "account", id, null, null);
    }

    private static Fetched.Found version(String version) {
        return version(version, 100);
    }

    private static Fetched.Found version(String version, int weight) {
        return new Fetched.Found(new PromptTemplate(List.of(), version, null, Map.of(), weight));
    }

    private void fetched(Fetched said) {
        cache.fetch(prompt);
        prompt.answer(said);
    }

    private void after(long seconds) {
        loop.advance(Duration.ofSeconds(seconds));
    }

    private @Nullable Fetched known() {
        return cache.known(prompt, TTL);
    }

    @AfterEach
    void close() {
        loop.close();
    }

    @Test
    void whatIsNotKnownIsWaitedFor() {
        assertThat(known()).isNull();
        Future<Fetched> fetched = cache.fetch(prompt);
        assertThat(fetched.isDone()).isFalse();
        prompt.answer(version("1"));

        assertThat(fetched.getNow()).isEqualTo(version("1"));
        assertThat(known()).isEqualTo(version("1"));
    }

    @Test
    void whoeverWaitsAtTheSameTimeIsGivenTheSameAnswer() {
        Future<Fetched> first = cache.fetch(prompt);
        Future<Fetched> second = cache.fetch(prompt);
        prompt.answer(version("1"));

        assertThat(prompt.times).isEqualTo(1);
        assertThat(first.getNow()).isSameAs(second.getNow());
    }

    @Test
    void aKnownOneIsRenewedInTheBackgroundFromHalfItsTimeOn() {
        fetched(version("1"));
        after(29);
        known();
        assertThat(prompt.times).isEqualTo(1);
        after(1);
        assertThat(known()).isEqualTo(version("1"));
        assertThat(prompt.times).isEqualTo(2);
        known();
        assertThat(prompt.times).as("one asks for all").isEqualTo(2);
        prompt.answer(version("2"));

        assertThat(known()).isEqualTo(version("2"));
    }

    @Test
    void oneThatNobodyAskedForInItsTimeIsAskedForFirst() {
        fetched(version("1"));
        after(60);

        assertThat(known()).isNull();
    }

    @Test
    void whoTakesLongIsNotWaitedForWhenSomethingIsKnown() {
        fetched(version("1"));
        after(61);
        Future<Fetched> fetched = cache.fetch(prompt);
        loop.advance(Duration.ofMillis(990));
        assertThat(fetched.isDone()).isFalse();
        loop.advance(Duration.ofMillis(20));
        assertThat(fetched.getNow()).isEqualTo(version("1"));
        assertThat(known()).as("the next ones do not wait").isEqualTo(version("1"));
        prompt.answer(version("2"));

        assertThat(known()).isEqualTo(version("2"));
    }

    @Test
    void anOutageChangesNothingOfWhatIsKnown() {
        fetched(version("1"));
        after(40);
        known();
        prompt.answer(DOWN);
        assertThat(known()).isEqualTo(version("1"));
        assertThat(prompt.times).as("it is left alone for a second").isEqualTo(2);
        after(100);
        assertThat(known()).isEqualTo(version("1"));
        assertThat(prompt.times).isEqualTo(3);
        prompt.answer(DOWN);
        after(2);
        known();
        prompt.answer(version("2"));

        assertThat(known()).isEqualTo(version("2"));
    }

    @Test
    void anOutageOfWhichNothingIsKnownIsToldForASecond() {
        fetched(DOWN);
        assertThat(known()).isEqualTo(DOWN);
        loop.advance(Duration.ofMillis(980));
        assertThat(known()).isEqualTo(DOWN);
        loop.advance(Duration.ofMillis(40));
        assertThat(known()).isNull();
        fetched(version("1"));

        assertThat(known()).isEqualTo(version("1"));
    }

    @Test
    void aRefusalIsBelievedForFiveSeconds() {
        fetched(ABSENT);
        after(4);
        assertThat(known()).isEqualTo(ABSENT);
        assertThat(prompt.times).isEqualTo(1);
        after(1);
        assertThat(known()).isNull();
        fetched(version("1"));

        assertThat(known()).isEqualTo(version("1"));
    }

    @Test
    void aPromptThatWasTakenAwayIsRefusedFromThenOn() {
        fetched(version("1"));
        after(61);
        Future<Fetched> fetched = cache.fetch(prompt);
        prompt.answer(ABSENT);

        assertThat(fetched.getNow()).isEqualTo(ABSENT);
        assertThat(known()).isEqualTo(ABSENT);
        assertThat(store.size()).isZero();
    }

    @Test
    void withoutATimeToKeepItEachCallAsks() {
        fetched(version("1"));

        assertThat(cache.known(prompt, 0)).isNull();
    }

    @Test
    void soManyAreFetchedAtOnceAndNoMore() {
        for (int i = 0; i < 256; i++) {
            assertThat(cache.fetch(new Asked("p" + i)).isDone()).isFalse();
        }
        Fetched said = cache.fetch(new Asked("one more")).getNow();

        assertThat(said).isInstanceOfSatisfying(Fetched.Failed.class, failed -> {
            assertThat(failed.error().error()).isEqualTo(GatewayError.OVERLOADED);
            assertThat(failed.error().message())
                    .isEqualTo("The gateway is fetching as many prompts at once as it can.");
        });
    }

    @Test
    void ofTooManyTheOneGoesThatWasLongestNotUsed() {
        PromptStore small = new PromptStore(2, 1000);
        small.put(key("a"), KnownPrompt.of(version("1"), 1));
        small.put(key("b"), KnownPrompt.of(version("1"), 2));
        KnownPrompt first = small.get(key("a"));
        assertThat(first).isNotNull();
        if (first != null) {
            first.used(3);
        }
        small.put(key("c"), KnownPrompt.of(version("1"), 4));

        assertThat(small.size()).isEqualTo(2);
        assertThat(small.get(key("b"))).isNull();
        assertThat(small.get(key("a"))).isNotNull();
    }

    @Test
    void theirBytesCountTooButOneIsAlwaysKept() {
        PromptStore small = new PromptStore(10, 1000);
        small.put(key("a"), KnownPrompt.of(version("1", 600), 1));
        small.put(key("b"), KnownPrompt.of(version("1", 400), 2));
        assertThat(small.size()).isEqualTo(2);
        small.put(key("a"), KnownPrompt.of(version("2", 601), 3));
        assertThat(small.get(key("b"))).isNull();
        small.put(key("c"), KnownPrompt.of(version("1", 5000), 4));

        assertThat(small.size()).isEqualTo(1);
        assertThat(small.get(key("c"))).isNotNull();
    }

    @Test
    void askingForWhatIsNotThereDrivesOutNothingThatIs() {
        PromptStore small = new PromptStore(2, 1000);
        small.put(key("a"), KnownPrompt.of(version("1"), 1));
        for (int i = 0; i < 10; i++) {
            small.put(key("absent" + i), KnownPrompt.of(ABSENT, 2 + i));
        }

        assertThat(small.get(key("a"))).isNotNull();
        assertThat(small.get(key("absent0"))).isNull();
        assertThat(small.get(key("absent9"))).isNotNull();
    }

    @Test
    void everyPartOfAKeyCounts() {
        PromptKey key = new PromptKey("s", "a", "i", "l", "v");

        assertThat(key)
                .isEqualTo(new PromptKey("s", "a", "i", "l", "v"))
                .hasSameHashCodeAs(new PromptKey("s", "a", "i", "l", "v"));
        assertThat(key)
                .isNotEqualTo(new PromptKey("x", "a", "i", "l", "v"))
                .isNotEqualTo(new PromptKey("s", "x", "i", "l", "v"))
                .isNotEqualTo(new PromptKey("s", "a", "x", "l", "v"))
                .isNotEqualTo(new PromptKey("s", "a", "i", null, "v"))
                .isNotEqualTo(new PromptKey("s", "a", "i", "l", null))
                .isNotEqualTo("s");
    }
}
