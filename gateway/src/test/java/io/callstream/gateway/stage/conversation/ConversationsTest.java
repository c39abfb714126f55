package io.callstream.gateway.stage.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import io.callstream.events.topic.TopicCatalogue;
import io.callstream.gateway.config.ResponsesConfig;
import io.callstream.gateway.patience.MovingClock;
import io.callstream.json.JsonObject;
import io.callstream.json.JsonValue;
import io.callstream.table.MemoryTables;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What is kept of conversations: for whom, for how long, how much, and in which order it was said. */
class ConversationsTest {
    private static final String ME = "me";
    private static final Duration KEEP = Duration.ofHours(1);

    private final MovingClock clock = new MovingClock("2026-01-01T00:00:00Z");
    private final MemoryTables tables = new MemoryTables();

    private Conversations conversations(long maxBytes, int maxEntryBytes) {
        return new Conversations(
                tables.another().passing(TopicCatalogue.responses()),
                new ResponsesConfig(KEEP, maxBytes, maxEntryBytes),
                clock);
    }

    private Conversations usual() {
        return conversations(1 << 20, 1 << 16);
    }

    private static JsonValue text(String said) {
        return new JsonObject().with("text", said).value();
    }

    private static KeptResponse turn(@Nullable String previous, String asked, String answered) {
        return new KeptResponse(
                new JsonObject().with("output", List.of(text(answered))).value(), List.of(text(asked)), previous, null);
    }

    private static String noise(int length) {
        StringBuilder text = new StringBuilder();
        new Random(5).ints(length, 'a', 'z').forEach(each -> text.append((char) each));
        return text.toString();
    }

    @Test
    void whatIsKeptIsFoundByItsOwnerOnEveryGateway() {
        usual().keep("r1", ME, turn("r0", "Hello", "Hi"));
        KeptResponse found = usual().find("r1", ME).orElseThrow();

        assertThat(found.previous()).isEqualTo("r0");
        assertThat(found.deployment()).isNull();
        assertThat(found.items()).containsExactly(text("Hello"), text("Hi"));
        assertThat(usual().find("r1", "another")).isEmpty();
        assertThat(usual().find("r2", ME)).isEmpty();
    }

    @Test
    void ofOneThatAProviderKeepsItIsKnownWhere() {
        usual().keep("r1", ME, KeptResponse.elsewhere("d1"));
        KeptResponse found = usual().find("r1", ME).orElseThrow();

        assertThat(found.deployment()).isEqualTo("d1");
        assertThat(found.items()).isEmpty();
    }

    @Test
    void itIsKeptForItsTimeAndNotLonger() {
        Conversations conversations = usual();
        conversations.keep("r1", ME, turn(null, "Hello", "Hi"));
        clock.passes(KEEP);
        assertThat(conversations.find("r1", ME)).isPresent();
        clock.passes(Duration.ofMillis(1));
        assertThat(conversations.find("r1", ME)).isEmpty();
        assertThat(tables.topic(TopicCatalogue.responses().name()).table().get(Envelope.name("r1")))
                .isNotNull();

        conversations.keep("r2", ME, turn(null, "Hello", "Hi"));
        assertThat(tables.topic(TopicCatalogue.responses().name()).table().get(Envelope.name("r1")))
                .isNull();
    }

    @Test
    void theOldestGoesWhereThereIsTooMuch() {
        Conversations conversations = conversations(1700, 1 << 16);
        for (int i = 1; i <= 3; i++) {
            clock.passes(Duration.ofSeconds(1));
            conversations.keep("r" + i, ME, turn(null, noise(1000), "Hi"));
        }

        assertThat(conversations.find("r1", ME)).isEmpty();
        assertThat(conversations.find("r2", ME)).isPresent();
        assertThat(conversations.find("r3", ME)).isPresent();
    }

    @Test
    void whatIsTooLargeIsNotKept() {
        Conversations conversations = conversations(1 << 20, 1024);
        conversations.keep("r1", ME, turn(null, noise(5000), "Hi"));
        conversations.keep("r2", ME, turn(null, "the same ".repeat(500), "Hi"));

        assertThat(conversations.find("r1", ME)).isEmpty();
        assertThat(conversations.find("r2", ME)).isPresent();
    }

    @Test
    void whereNothingIsKeptNothingIsFound() {
        Conversations none = new Conversations(
                tables.passing(TopicCatalogue.responses()),
                new ResponsesConfig(Duration.ZERO, 1 << 20, 1 << 16),
                clock);
        none.keep("r1", ME, turn(null, "Hello", "Hi"));

        assertThat(none.keeps()).isFalse();
        assertThat(none.find("r1", ME)).isEmpty();
    }

    @Test
    void whatIsRemovedIsGone() {
        Conversations conversations = usual();
        conversations.keep("r1", ME, turn(null, "Hello", "Hi"));
        conversations.remove("r1");

        assertThat(conversations.find("r1", ME)).isEmpty();
        assertThat(usual().find("r1", ME)).isEmpty();
        conversations.remove("never there");
    }

    @Test
    void aConversationIsToldFromItsBeginning() {
        Conversations conversations = usual();
        conversations.keep("r1", ME, turn(null, "1", "2"));
        conversations.keep("r2", ME, turn("r1", "3", "4"));
        conversations.keep("r3", ME, turn("r2", "5", "6"));
        KeptResponse last = conversations.find("r3", ME).orElseThrow();

        assertThat(conversations.until(last, ME).orElseThrow())
                .containsExactly(text("1"), text("2"), text("3"), text("4"), text("5"), text("6"));
    }

    @Test
    void oneOfWhichATurnIsGoneOrAnothersIsNone() {
        Conversations conversations = usual();
        conversations.keep("r1", "another", turn(null, "1", "2"));
        conversations.keep("r2", ME, turn("r1", "3", "4"));
        conversations.keep("r4", ME, turn("r3", "3", "4"));

        assertThat(conversations.until(conversations.find("r2", ME).orElseThrow(), ME))
                .isEmpty();
        assertThat(conversations.until(conversations.find("r4", ME).orElseThrow(), ME))
                .isEmpty();
    }

    @Test
    void oneThatGoesInACircleHasAnEnd() {
        Conversations conversations = usual();
        conversations.keep("r1", ME, turn("r2", "1", "2"));
        conversations.keep("r2", ME, turn("r1", "3", "4"));

        assertThat(conversations.until(conversations.find("r1", ME).orElseThrow(), ME))
                .isEmpty();
    }

    @Test
    void oneOfAThousandTurnsIsTold() {
        Conversations conversations = conversations(64 << 20, 1 << 16);
        for (int i = 1; i <= 1001; i++) {
            conversations.keep("r" + i, ME, turn(i == 1 ? null : "r" + (i - 1), "a", "b"));
        }

        Optional<List<JsonValue>> said =
                conversations.until(conversations.find("r1000", ME).orElseThrow(), ME);
        assertThat(said.orElseThrow()).hasSize(2000);
        assertThat(conversations.until(conversations.find("r1001", ME).orElseThrow(), ME))
                .isEmpty();
    }

    @Test
    void nothingOfItIsShown() {
        assertThat(turn(null, "secret", "secret").toString()).isEqualTo("KeptResponse[...]");
    }
}
