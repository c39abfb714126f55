package io.callstream.table;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What every {@link SharedTable} does. */
abstract class SharedTableContract {
    private static final Duration SOON = Duration.ofSeconds(20);

    /** A table that shares its content with all that the same test opens. */
    abstract SharedTable open();

    @Test
    void whatIsWrittenIsThereAndShared() throws Exception {
        SharedTable mine = open();
        SharedTable other = open();

        done(mine.put("k", bytes("v")));

        assertThat(text(mine.get("k"))).isEqualTo("v");
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(text(other.get("k"))).isEqualTo("v"));
    }

    @Test
    void theLastValueOfAKeyCounts() throws Exception {
        SharedTable table = open();
        CompletionStage<Void> first = table.put("k", bytes("1"));
        CompletionStage<Void> second = table.put("k", bytes("2"));

        done(first);
        done(second);

        assertThat(content(table)).containsExactly(Map.entry("k", "2"));
    }

    @Test
    void whatIsRemovedIsGoneForEverybody() throws Exception {
        SharedTable mine = open();
        SharedTable other = open();
        done(mine.put("k", bytes("v")));
        await().atMost(SOON).until(() -> other.get("k") != null);

        done(mine.remove("k"));

        assertThat(mine.get("k")).isNull();
        await().atMost(SOON).until(() -> other.get("k") == null);
    }

    @Test
    void aListenerHearsWhatIsThereAndThenEachChangeInItsOrder() throws Exception {
        SharedTable table = open();
        done(table.put("a", bytes("1")));
        List<String> heard = new CopyOnWriteArrayList<>();

        table.listen((key, value) -> heard.add(key + "=" + text(value)));
        done(table.put("a", bytes("2")));
        done(table.put("b", bytes("3")));
        done(table.remove("a"));

        assertThat(heard).containsExactly("a=1", "a=2", "b=3", "a=null");
    }

    @Test
    void aListenerThatFailsKeepsNothingFromTheOthers() throws Exception {
        SharedTable table = open();
        List<String> heard = new CopyOnWriteArrayList<>();
        table.listen((key, value) -> {
            throw new IllegalStateException("cannot read this");
        });
        table.listen((key, value) -> heard.add(key));

        done(table.put("k", bytes("v")));

        assertThat(heard).containsExactly("k");
    }

    @Test
    void aTableThatIsOpenedLaterKnowsWhatWasWrittenBefore() throws Exception {
        SharedTable mine = open();
        done(mine.put("k", bytes("v")));
        done(mine.put("gone", bytes("v")));
        done(mine.remove("gone"));

        SharedTable later = open();

        await().atMost(SOON).until(() -> later.state().current());
        assertThat(content(later)).containsExactly(Map.entry("k", "v"));
    }

    static void done(CompletionStage<Void> written) throws Exception {
        written.toCompletableFuture().get(SOON.toSeconds(), TimeUnit.SECONDS);
    }

    static Map<String, String> content(SharedTable table) {
        Map<String, String> content = new TreeMap<>();
        table.each((key, value) -> content.put(key, text(value)));
        return content;
    }

    static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }

    static @Nullable String text(byte @Nullable [] value) {
        return value == null ? null : new String(value, UTF_8);
    }
}
