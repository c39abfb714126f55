package io.callstream.gateway.stage.hook;

import static io.callstream.gateway.stage.hook.HookRig.factory;
import static org.assertj.core.api.Assertions.assertThat;

import io.callstream.events.FailureEvent;
import io.callstream.events.PreCallEvent;
import io.callstream.events.SuccessEvent;
import io.callstream.gateway.call.CallRig;
import io.callstream.gateway.call.RecordingClient;
import io.callstream.hook.Annotations;
import io.callstream.hook.HookMode;
import io.callstream.hook.HookResult;
import io.callstream.hook.RequestChange;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Hooks beside a call: nothing of the answer goes out before all of them have decided, or have failed to. */
class DuringCallHooksTest {
    private static final String ONE_THREAD = "  hook_pool: {threads: 1, waiting: 8}\n";
    private static final String BESIDE = "[{name: h, mode: during_call}]";
    private static final String TWO = "[{name: h, mode: during_call}, {name: h1, mode: during_call}]";

    private static HookRig rig(String items, HookRig.Check first, HookRig.Check second) {
        return new HookRig(items, ONE_THREAD, factory("h", first::of), factory("h1", second::of));
    }

    private static HookRig rig(String items, HookRig.Check check) {
        return rig(items, check, request -> HookResult.pass());
    }

    @Test
    void theProviderIsAskedMeanwhileAndItsAnswerWaits() {
        CountDownLatch release = new CountDownLatch(1);
        try (HookRig rig = rig(BESIDE, request -> {
            release.await();
            assertThat(request.mode()).isEqualTo(HookMode.DURING_CALL);
            return HookResult.pass();
        })) {
            RecordingClient client = rig.calls().call(CallRig.plain());
            rig.calls().wire().answer(200, CallRig.answer("Hi"));
            assertThat(client.received()).isEmpty();
            release.countDown();
            rig.settle();

            assertThat(client.body()).isEqualTo(CallRig.answer("Hi"));
            assertThat(rig.counted("callstream_hook_calls_total", "hook=\"h\"")).isEqualTo(1);
        }
    }

    @Test
    void allOfThemHaveToLetItPass() {
        CountDownLatch release = new CountDownLatch(1);
        try (HookRig rig = rig(TWO, request -> HookResult.pass(), request -> {
            release.await();
            return HookResult.annotate(Annotations.NONE.with("second", "too").withTag("late"));
        })) {
            RecordingClient client = rig.calls().call(CallRig.plain());
            rig.calls().wire().answer(200, CallRig.answer("Hi"));
            assertThat(client.received()).isEmpty();
            release.countDown();
            rig.settle();

            assertThat(client.status()).isEqualTo("200");
            assertThat(rig.calls().lane().only(PreCallEvent.class).getTags()).isEmpty();
            SuccessEvent event = rig.calls().lane().only(SuccessEvent.class);
            assertThat(event.getTags()).containsExactly("late");
            assertThat(event.getMetadata()).containsEntry("second", "too");
        }
    }

    @Test
    void theFirstRejectionEndsTheCallAndTheOtherCheck() {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch interrupted = new CountDownLatch(1);
        String pool = "  hook_pool: {threads: 2, waiting: 8}\n";
        try (HookRig rig = new HookRig(
                TWO,
                pool,
                factory("h", request -> {
                    begun.countDown();
                    try {
                        new CountDownLatch(1).await();
                    } catch (InterruptedException e) {
                        interrupted.countDown();
                    }
                    return HookResult.pass();
                }),
                factory("h1", request -> {
                    begun.await();
                    return new HookResult.Reject("not this", Annotations.NONE.with("why", "so"));
                }))) {
            RecordingClient client = rig.calls().call(CallRig.plain());
            HookRig.await(begun);
            while (client.received().isEmpty()) {
                rig.settle();
            }
            HookRig.await(interrupted);

            assertThat(client.status()).isEqualTo("400");
            assertThat(client.body()).contains("not this", "hook_rejected");
            FailureEvent event = rig.calls().lane().only(FailureEvent.class);
            assertThat(event.getErrorCode()).isEqualTo("HOOK_REJECTED");
            assertThat(event.getMetadata()).containsEntry("why", "so");
            assertThat(rig.counted("callstream_hook_rejects_total", "hook=\"h1\""))
                    .isEqualTo(1);
            assertThat(rig.counted("callstream_hook_rejects_total", "hook=\"h\""))
                    .isZero();
        }
    }

    static Object[][] faults() {
        return PreCallHooksTest.faults();
    }

    @ParameterizedTest(name = "{0} {1} {index}")
    @MethodSource("faults")
    void whatFailsTakesTheAnswersPlace(String says, String reason, HookRig.Check check) {
        try (HookRig rig = rig(BESIDE, check)) {
            RecordingClient client = rig.call(CallRig.plain());

            assertThat(client.status()).isEqualTo("503");
            assertThat(client.body()).contains("The request hook 'h' could not decide: " + says + ".");
            assertThat(rig.calls().lane().only(FailureEvent.class).getErrorCode())
                    .isEqualTo("HOOK_FAILED");
            assertThat(rig.counted("callstream_hook_failures_total", "hook=\"h\",reason=\"" + reason + "\""))
                    .isEqualTo(1);
        }
    }

    @ParameterizedTest(name = "{0} {1} {index}")
    @MethodSource("faults")
    void whereItIsOpenTheAnswerGoesOut(String says, String reason, HookRig.Check check) {
        try (HookRig rig = rig("[{name: h, mode: during_call, on_failure: fail_open}]", check)) {
            RecordingClient client = rig.call(CallRig.plain());
            rig.calls().wire().answer(200, CallRig.answer("Hi"));

            assertThat(client.body()).as(says).isEqualTo(CallRig.answer("Hi"));
            assertThat(rig.counted("callstream_hook_failures_total", "hook=\"h\",reason=\"" + reason + "\""))
                    .isEqualTo(1);
        }
    }

    @Test
    void aChangeComesTooLate() {
        try (HookRig rig = rig(BESIDE, request -> HookResult.change(RequestChange.NONE.withText(0, "x")))) {
            assertThat(rig.call(CallRig.plain()).body()).contains("what it wants cannot be done");
        }
    }

    @ParameterizedTest
    @CsvSource({"fail_closed, 503", "fail_open, 200"})
    void oneThatNeverDecidesHoldsNothingUpForLongerThanItsTime(String onFailure, String status) {
        String item = "[{name: h, mode: during_call, timeout: 2s, on_failure: " + onFailure + "}]";
        try (HookRig rig = rig(item, request -> {
            new CountDownLatch(1).await();
            return HookResult.pass();
        })) {
            RecordingClient client = rig.calls().call(CallRig.plain());
            rig.calls().wire().answer(200, CallRig.answer("Hi"));
            rig.calls().advance(Duration.ofMillis(1900));
            assertThat(client.received()).isEmpty();
            rig.calls().advance(Duration.ofMillis(200));

            assertThat(client.status()).isEqualTo(status);
            assertThat(client.answers()).isEqualTo(1);
        }
    }

    @Test
    void whoHangsUpInterruptsIt() {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch interrupted = new CountDownLatch(1);
        try (HookRig rig = rig(BESIDE, request -> {
            begun.countDown();
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException e) {
                interrupted.countDown();
            }
            return HookResult.pass();
        })) {
            RecordingClient client = rig.calls().call(CallRig.plain());
            HookRig.await(begun);
            rig.calls().hangUp(client);
            HookRig.await(interrupted);

            assertThat(rig.calls().lane().only(FailureEvent.class).getErrorCode())
                    .isEqualTo("CLIENT_DISCONNECTED");
        }
    }

    @Test
    void whatNoThreadIsFreeForFails() {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        try (HookRig rig = new HookRig(
                "[{name: h, mode: during_call, timeout: 30s}, {name: h, mode: during_call}]",
                "  hook_pool: {threads: 1, waiting: 1}\n",
                factory("h", request -> {
                    begun.countDown();
                    release.await();
                    return HookResult.pass();
                }))) {
            RecordingClient first = rig.calls().call(CallRig.plain());
            HookRig.await(begun);
            RecordingClient second = rig.calls().call(CallRig.plain());

            assertThat(second.body()).contains("no thread was free for it");
            release.countDown();
            rig.settle();
            rig.calls().upstream().wires().forEach(wire -> wire.answer(200, CallRig.answer("Hi")));
            assertThat(first.status()).isEqualTo("200");
        }
    }

    @Test
    void aFilterLeavesACallAlone() {
        try (HookRig rig = rig("[{name: h, mode: during_call, models: [other]}]", request -> HookResult.reject("no"))) {
            RecordingClient client = rig.calls().call(CallRig.plain());
            rig.calls().wire().answer(200, CallRig.answer("Hi"));

            assertThat(client.status()).isEqualTo("200");
        }
    }

    @Test
    void anAnswerThatIsMadeUpWaitsToo() {
        try (HookRig rig = rig(BESIDE, request -> HookResult.reject("not even so"))) {
            String body = "{\"model\":\"m\",\"mock_response\":\"made up\",\"messages\":[{\"role\":\"user\","
                    + "\"content\":\"Hello\"}]}";

            assertThat(rig.call(body).body()).contains("not even so").doesNotContain("made up");
        }
    }
}
