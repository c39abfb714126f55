package io.callstream.gateway.event;

import static org.assertj.core.api.Assertions.assertThat;

import io.callstream.gateway.config.ApiKey;
import io.callstream.gateway.config.KeyHash;
import io.callstream.json.Slice;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Routes of sinks: those of the key, and of those that a request names the ones it may choose. And what is added to a call's labels. */
class RouteChoiceTest {
    private static final RouteChoice CHOICE = new RouteChoice(Set.of("open"));

    private static List<String> words(@Nullable String text) {
        return text == null ? List.of() : Arrays.asList(text.split(" "));
    }

    private static Caller caller(@Nullable ApiKey key, List<String> named, List<String> disabled) {
        return new Caller(
                key,
                Client.UNKNOWN,
                new RequestMetadata(null, null, List.of(), Map.of(), false, false, named, disabled));
    }

    private static ApiKey key(List<String> routes, List<String> selectable, List<String> disabled) {
        return new ApiKey(KeyHash.of("k"), "a", "t", "u", routes, selectable, disabled);
    }

    /** Nobody gets into a route, or out of their own, by naming it. */
    @ParameterizedTest
    @CsvSource({
        // the key's, it may choose, the request names | the call has, in vain
        ", , , , ",
        "own, , , own, ",
        "own, , open, own open, ",
        "own, other, other, own other, ",
        "own, other, foreign, own, foreign",
        "own, , own, own, ",
        "own, other, other open other foreign foreign, own other open, foreign",
        ", , open, open, ",
    })
    void routesOfACallWithAKey(
            @Nullable String own,
            @Nullable String selectable,
            @Nullable String named,
            @Nullable String routes,
            @Nullable String refused) {
        Caller caller = caller(key(words(own), words(selectable), List.of()), words(named), List.of());

        assertThat(CHOICE.routes(caller)).isEqualTo(words(routes));
        assertThat(CHOICE.refused(caller)).isEqualTo(words(refused));
    }

    @Test
    void withoutAKeyOnlyWhatIsOpenToEverybody() {
        Caller caller = caller(null, List.of("open", "other"), List.of());

        assertThat(CHOICE.routes(caller)).containsExactly("open");
        assertThat(CHOICE.refused(caller)).containsExactly("other");
        assertThat(CHOICE.routes(caller(null, List.of(), List.of()))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({", , ", "a, , a", ", b, b", "a, b a, a b"})
    void disabledAreTheKeysAndTheRequests(
            @Nullable String ofKey, @Nullable String ofRequest, @Nullable String disabled) {
        Caller caller = caller(key(List.of(), List.of(), words(ofKey)), List.of(), words(ofRequest));

        assertThat(RouteChoice.disabled(caller)).isEqualTo(words(disabled));
        assertThat(RouteChoice.disabled(caller(null, List.of(), words(ofRequest))))
                .isEqualTo(words(ofRequest));
    }

    private static CallFacts labelled(List<String> tags, Map<String, String> metadata) {
        return EventRig.call(
                "{}", new RequestMetadata("e", "s", tags, metadata, true, true, List.of("c"), List.of("d")));
    }

    @Test
    void whatOthersSayOfACallIsAddedAndChangesNothingElse() {
        CallFacts plain = labelled(List.of("a"), Map.of("k", "1", "l", "2"));
        CallFacts facts = new CallFacts(
                plain.callId(), plain.trace(), plain.caller(), plain.asked(), plain.startedAt(), 7, "litellm");

        CallFacts said = new Annotations(Map.of("k", "3", "m", "4"), List.of("b", "a")).addTo(facts);

        RequestMetadata labels = said.caller().labels();
        assertThat(labels.tags()).containsExactly("a", "b");
        assertThat(labels.metadata()).isEqualTo(Map.of("k", "3", "l", "2", "m", "4"));
        assertThat(List.of(String.valueOf(labels.endUser()), String.valueOf(labels.sessionId())))
                .containsExactly("e", "s");
        assertThat(labels.noLog()).isTrue();
        assertThat(labels.redact()).isTrue();
        assertThat(labels.callbacks()).containsExactly("c");
        assertThat(labels.disabledCallbacks()).containsExactly("d");
        assertThat(said.callId()).isEqualTo(facts.callId());
        assertThat(said.asked()).isEqualTo(facts.asked());
        assertThat(said.source()).isEqualTo("litellm");
        assertThat(said.startedNanos()).isEqualTo(7);
        assertThat(Annotations.NONE.addTo(facts)).isSameAs(facts);
    }

    @Test
    void whatIsSaidLaterComesBehind() {
        Annotations first = new Annotations(Map.of("k", "1"), List.of("a"));
        Annotations then = new Annotations(Map.of("k", "2"), List.of("a", "b"));

        assertThat(first.and(then)).isEqualTo(new Annotations(Map.of("k", "2"), List.of("a", "b")));
        assertThat(first.and(Annotations.NONE)).isSameAs(first);
        assertThat(Annotations.NONE.and(first)).isSameAs(first);
        assertThat(then).hasToString("Annotations[1 metadata, 2 tags]");
    }

    /** Chunks wait for the end of a stream from which something is to be taken out, up to a bound. */
    @Test
    void chunksWaitUpToABound() {
        EventRig rig = new EventRig().redacting();
        WaitingChunks waiting = new WaitingChunks(rig.redaction());
        byte[] bytes = "{\"choices\":[{\"index\":0,\"delta\":{\"content\":\"a@\"}}]}".getBytes(StandardCharsets.UTF_8);
        String second = "{\"choices\":[{\"index\":0,\"delta\":{\"content\":\"b.co\"}}]}";

        assertThat(waiting.none()).isTrue();
        assertThat(waiting.takes(new WaitingChunks.Chunk(Slice.of(bytes), 9, null, 1)))
                .isTrue();
        bytes[2] = 'X';
        assertThat(waiting.takes(new WaitingChunks.Chunk(null, 8, null, 2))).isTrue();
        assertThat(waiting.takes(new WaitingChunks.Chunk(Slice.of(second), 7, "stop", 3)))
                .isTrue();

        List<WaitingChunks.Chunk> all = waiting.redacted();
        assertThat(all).extracting(WaitingChunks.Chunk::bytes).containsExactly(9, 8, 7);
        assertThat(all).extracting(WaitingChunks.Chunk::nanos).containsExactly(1L, 2L, 3L);
        assertThat(all)
                .extracting(
                        chunk -> chunk.delta() == null ? null : chunk.delta().text())
                .containsExactly(
                        "{\"choices\":[{\"index\":0,\"delta\":{\"content\":\"[mail]\"}}]}",
                        null,
                        second.replace("b.co", ""));
        assertThat(all.get(2).finishReason()).isEqualTo("stop");
        assertThat(waiting.none()).isTrue();
    }

    @Test
    void whatIsMoreThanCanWaitIsLeftOutAsAWhole() {
        EventRig rig = new EventRig().redacting();
        WaitingChunks waiting = new WaitingChunks(rig.redaction());
        Slice most = Slice.of("x".repeat(rig.redaction().maxBytes()));

        assertThat(waiting.takes(new WaitingChunks.Chunk(most, 1, null, 1))).isTrue();
        assertThat(waiting.takes(new WaitingChunks.Chunk(Slice.of("y"), 2, null, 2)))
                .isFalse();
        assertThat(waiting.takes(new WaitingChunks.Chunk(Slice.of(""), 3, null, 3)))
                .isFalse();

        assertThat(waiting.redacted()).containsExactly(new WaitingChunks.Chunk(null, 1, null, 1));
    }
}
