package io.callstream.gateway.event;

import static org.assertj.core.api.Assertions.assertThat;

import io.callstream.gateway.config.Capture;
import io.callstream.gateway.event.KeptBody.CaptureOutcome;
import io.callstream.gateway.limit.ByteBudget;
import io.callstream.gateway.redact.TextRedaction;
import io.callstream.json.Range;
import io.callstream.json.Slice;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where a body stands by what is to be captured, and what its event says of it. */
class CapturePolicyTest {
    private static final UUID CALL = new UUID(1, 2);
    private static final Slice BODY = Slice.of("{\"messages\":\"hi\"}");
    private final List<String> kept = new ArrayList<>();
    private boolean full;

    private CapturePolicy policy(Capture capture, boolean redact, int largest) {
        return new CapturePolicy(capture, redact, largest, this::keep);
    }

    private @Nullable BodyReference keep(UUID call, String part, Slice body) {
        if (full) {
            return null;
        }
        kept.add(part + ":" + body.text());
        return new BodyReference("file:///" + part, "00");
    }

    @ParameterizedTest
    @CsvSource({
        "FULL, 17, full, true, 0",
        "FULL, 16, reference, false, 1",
        "REFERENCE, 99, reference, false, 1",
        "NONE, 99, none, false, 0",
    })
    void aBodyStandsInItsEventOrInAFileOrNowhere(Capture capture, int largest, String said, boolean inline, int files) {
        KeptBody body = policy(capture, false, largest).keep(CALL, "request", BODY);

        assertThat(body.fate().word()).isEqualTo(said);
        assertThat(body.inline() != null).isEqualTo(inline);
        assertThat(body.uri() != null).isEqualTo(files == 1);
        assertThat(body.sha256() != null).isEqualTo(files == 1);
        assertThat(kept).hasSize(files);
    }

    @Test
    void withoutABodyThereIsNothingToSay() {
        assertThat(policy(Capture.FULL, false, 9).keep(CALL, "request", null)).isEqualTo(KeptBody.ABSENT);
        assertThat(policy(Capture.NONE, false, 9).keep(CALL, "request", null)).isEqualTo(KeptBody.NOT_KEPT);
    }

    @Test
    void whereThereIsNoRoomItIsShed() {
        full = true;

        assertThat(policy(Capture.REFERENCE, false, 9).keep(CALL, "request", BODY))
                .isEqualTo(KeptBody.SHED);
    }

    @Test
    void whatIsToBeRedactedIsKeptWithoutItsContentAlsoInAFile() {
        assertThat(policy(Capture.REFERENCE, true, 9)
                        .keep(CALL, "request", BODY)
                        .fate())
                .isEqualTo(CaptureOutcome.REFERENCE);
        assertThat(kept).containsExactly("request:{\"messages\":\"redacted\"}");
        assertThat(policy(Capture.FULL, true, 99).keep(CALL, "request", Slice.of("no JSON")))
                .isEqualTo(KeptBody.NOT_KEPT);
    }

    @ParameterizedTest
    @CsvSource({
        "FULL, false, 99, true, true",
        "FULL, true, 0, false, true",
        "REFERENCE, false, 0, false, true",
        "NONE, false, 0, false, false",
    })
    void whatElseIsRecorded(Capture capture, boolean redact, int own, boolean errors, boolean sees) {
        CapturePolicy policy = policy(capture, redact, 99);

        assertThat(policy.roomForOwnForm()).isEqualTo(own);
        assertThat(policy.keepsErrors()).isEqualTo(errors);
        assertThat(policy.sees()).isEqualTo(sees);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "FULL | false | {\"a\":\"sk-abcd1234\"} | {\"a\":\"****\"}",
                "FULL | false | {\"a\":\"my-own-key\"} | {\"a\":\"****\"}",
                "FULL | true | {\"text\":\"a\",\"n\":1} | {\"text\":\"redacted\",\"n\":1}",
                "FULL | true | [DONE] | ",
                "REFERENCE | false | {} | ",
                "NONE | false | {} | ",
            })
    void whatIsRecordedOfAChunk(Capture capture, boolean redact, String data, @Nullable String recorded) {
        Slice slice = Slice.of(data);
        OwnKey key = OwnKey.of(new RandomFacts(1).deployment("my-own-key"));

        Slice chunk = policy(capture, redact, 9).chunk(slice, new Range(0, slice.length()), key);

        assertThat(chunk == null ? null : chunk.text()).isEqualTo(recorded);
    }

    /** For less, never for more. */
    @Test
    void aClientMayAskForLess() {
        RequestMetadata less = new RequestMetadata(null, null, List.of(), Map.of(), false, true, List.of(), List.of());
        CapturePolicy open = policy(Capture.FULL, false, 9);
        CapturePolicy redacting = policy(Capture.FULL, true, 9);

        assertThat(open.forCall(less).redact()).isTrue();
        assertThat(open.forCall(RequestMetadata.NONE)).isSameAs(open);
        assertThat(redacting.forCall(RequestMetadata.NONE)).isSameAs(redacting);
        assertThat(redacting.forCall(less)).isSameAs(redacting);
    }

    /** Of two bodies of an event, the one of which less is kept decides what it says. */
    @ParameterizedTest
    @CsvSource({
        "FULL, FULL, FULL",
        "FULL, REFERENCE, REFERENCE",
        "NONE, REFERENCE, NONE",
        "SHED, NONE, SHED",
        "FULL, SHED, SHED"
    })
    void ofTwoTheLesserIsSaid(CaptureOutcome one, CaptureOutcome other, CaptureOutcome said) {
        assertThat(one.and(other)).isEqualTo(said);
        assertThat(other.and(one)).isEqualTo(said);
    }

    private static KeptAnswer answer(KeptBody body, String own, boolean streamed, int room, boolean masked) {
        EventContent content = new EventContent(Bounds.USUAL, OwnKey.NONE, TextRedaction.NONE);
        if (masked) {
            content.body(Slice.of("sk-abcd1234"));
        }
        ProviderAnswer said = ProviderAnswer.of(Slice.of(own), UnaryOperator.identity());
        return KeptAnswer.of(body, said, content, streamed, room);
    }

    /** The provider's own form: where there is room, where the body is recorded, and where nothing hides in pieces. */
    @ParameterizedTest
    @CsvSource({
        "FULL, 3, false, false, abc, false", "FULL, 2, false, false, , true", "FULL, 0, false, false, , false",
        "REFERENCE, 3, false, false, abc, false", "NONE, 3, false, false, , false", "SHED, 3, false, false, , false",
        "FULL, 3, true, false, abc, false", "FULL, 3, true, true, , false", "FULL, 3, false, true, abc, false",
    })
    void theProvidersOwnForm(
            CaptureOutcome fate, int room, boolean streamed, boolean masked, @Nullable String own, boolean cut) {
        KeptAnswer answer = answer(new KeptBody(fate, null, null), "abc", streamed, room, masked);

        assertThat(answer.own() == null ? null : answer.own().text()).isEqualTo(own);
        assertThat(answer.cut()).isEqualTo(cut ? List.of("provider_response_body") : List.of());
        assertThat(answer.withoutOwn().own()).isNull();
        assertThat(answer.withoutOwn().cut().isEmpty()).isEqualTo(own == null && !cut);
    }

    @ParameterizedTest
    @CsvSource({"100000, 100000000, false", "2000000, 100000000, true", "2000000, 100, false"})
    void aLongAnswerIsGoneThroughElsewhereWhereThereIsRoom(int length, long most, boolean elsewhere) {
        List<Runnable> waiting = new ArrayList<>();
        ByteBudget budget = new ByteBudget(most);
        boolean[] done = {false};

        assertThat(new LongAnswers(waiting::add, budget).take(length, () -> done[0] = true))
                .isEqualTo(elsewhere);

        assertThat(waiting).hasSize(elsewhere ? 1 : 0);
        waiting.forEach(Runnable::run);
        assertThat(done[0]).isEqualTo(elsewhere);
        assertThat(budget.taken()).isZero();
    }

    @Test
    void whereNobodyTakesItItIsGoneThroughHere() {
        ByteBudget budget = new ByteBudget(100_000_000);
        LongAnswers closed = new LongAnswers(
                task -> {
                    throw new RejectedExecutionException();
                },
                budget);

        assertThat(closed.take(2_000_000, () -> {})).isFalse();
        assertThat(budget.taken()).isZero();
    }
}
