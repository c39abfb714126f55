package io.callstream.gateway.call;

import static io.callstream.gateway.call.CachedCallTest.LOCAL;
import static io.callstream.gateway.call.CachedCallTest.answered;
import static io.callstream.gateway.call.CachedCallTest.last;
import static io.callstream.gateway.call.CachedCallTest.rig;
import static io.callstream.gateway.call.CachedCallTest.streamed;
import static org.assertj.core.api.Assertions.assertThat;

import io.callstream.events.EventKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a cache does not keep: errors, and answers that are not whole or say nothing. */
class UnkeptAnswersTest {
    @ParameterizedTest
    @ValueSource(strings = {"length", "content_filter"})
    void anAnswerThatWasCutOffIsNotKept(String reason) {
        try (CallRig rig = rig(LOCAL)) {
            answered(rig, CallRig.plain(), CallRig.answer("Hi").replace("\"stop\"", '"' + reason + '"'));

            assertThat(rig.cached().answersKept()).isZero();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"choices\":[]}",
                "{\"choices\":[{\"index\":0,\"message\":{\"content\":\"Hi\"}}]}",
                "{\"choices\":[{\"index\":0,\"finish_reason\":null,\"message\":{\"content\":\"Hi\"}}]}",
                "{\"choices\":[{\"index\":0,\"finish_reason\":\"stop\"},{\"index\":1,\"finish_reason\":\"length\"}]}"
            })
    void anAnswerThatSaysNothingOrHasNotEndedIsNotKept(String answer) {
        try (CallRig rig = rig(LOCAL)) {
            answered(rig, CallRig.plain(), answer);

            assertThat(last(rig).getCacheHit()).isFalse();
            assertThat(rig.cached().answersKept()).isZero();
        }
    }

    @Test
    void aStreamThatIsCutOffOrDoneBeforeItHasEndedIsNotKept() {
        try (CallRig rig = rig(LOCAL)) {
            rig.call(CallRig.stream());
            streamed(rig, CallRig.frame("H", null), "data: [DONE]\n\n");
            rig.wire().endChunks();
            rig.loop().run();
            rig.call(CallRig.stream());
            streamed(rig, CallRig.frame("H", "length"), "data: [DONE]\n\n");
            rig.wire().endChunks();
            rig.loop().run();

            assertThat(rig.lane().told())
                    .filteredOn(told -> told.kind() == EventKind.SUCCESS)
                    .hasSize(2);
            assertThat(rig.cached().answersKept()).isZero();
        }
    }

    @Test
    void errorsAndStreamsThatBreakOffAreNotKept() {
        try (CallRig rig = rig(LOCAL)) {
            rig.call(CallRig.plain());
            rig.wire().answer(400, "{\"error\":{\"message\":\"no\"}}");
            answered(rig, CallRig.plain(), "{\"error\":{\"message\":\"no\"}}");
            rig.call(CallRig.stream());
            streamed(rig, CallRig.frame("H", null));
            rig.wire().close();
            rig.loop().run();

            assertThat(rig.cached().answersKept()).isZero();
            assertThat(rig.lane().told())
                    .filteredOn(told -> told.kind() == EventKind.FAILURE)
                    .hasSize(3);
        }
    }
}
