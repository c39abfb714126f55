package io.callstream.gateway.stage.hook;

import static io.callstream.gateway.stage.hook.HookRig.factory;
import static org.assertj.core.api.Assertions.assertThat;

import io.callstream.events.FailureEvent;
import io.callstream.events.PreCallEvent;
import io.callstream.gateway.call.CallRig;
import io.callstream.gateway.call.RecordingClient;
import io.callstream.hook.Annotations;
import io.callstream.hook.HookMode;
import io.callstream.hook.HookRequest;
import io.callstream.hook.HookResult;
import io.callstream.hook.RequestChange;
import io.callstream.hook.RequestHookFactory;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Hooks before a call: what they see and change, and what becomes of the call when they do not decide as they should. */
class PreCallHooksTest {
    private static final String ONE_THREAD = "  hook_pool: {threads: 1, waiting: 8}\n";
    private static final String FAILED =
            "{\"error\":{\"message\":\"The request hook 'h' could not decide: %s.\",\"type\":"
                    + "\"server_error\",\"param\":null,\"code\":\"hook_failed\"}}";

    private static HookRig rig(String items, HookRig.Check... checks) {
        return new HookRig(
                items,
                ONE_THREAD,
                IntStream.range(0, checks.length)
                        .mapToObj(i -> factory(i == 0 ? "h" : "h" + i, checks[i]::of))
                        .toArray(RequestHookFactory[]::new));
    }

    private static String sent(HookRig rig) {
        return rig.calls().wire().requests();
    }

    @Test
    void aHookSeesWhatIsAskedAndWhoAsks() {
        HookRequest[] seen = new HookRequest[1];
        try (HookRig rig = rig("[{name: h}]", request -> {
            seen[0] = request;
            return HookResult.pass();
        })) {
            String body =
                    "{\"model\":\"m\",\"user\":\"u1\",\"stream\":true,\"metadata\":{\"tags\":[\"t\"],\"a\":\"b\"},"
                            + "\"messages\":[{\"role\":\"system\",\"content\":\"Be brief.\"},{\"role\":\"user\",\"content\":"
                            + "[{\"type\":\"text\",\"text\":\"Hello\"}]}]}";
            RecordingClient client = rig.call(body);
            HookRequest request = seen[0];

            assertThat(request.mode()).isEqualTo(HookMode.PRE_CALL);
            assertThat(request.callType()).isEqualTo("chat_completion");
            assertThat(request.model()).isEqualTo("m");
            assertThat(request.stream()).isTrue();
            assertThat(request.body()).isEqualTo(body);
            assertThat(request.texts()).extracting("text").containsExactly("Be brief.", "Hello");
            assertThat(request.texts()).extracting("role").containsExactly("system", "user");
            assertThat(request.texts()).extracting("index").containsExactly(0, 1);
            assertThat(request.caller().endUser()).isEqualTo("u1");
            assertThat(request.caller().tags()).containsExactly("t");
            assertThat(request.caller().metadata()).containsEntry("a", "b");
            assertThat(request.caller().keyAlias()).isNull();
            assertThat(rig.calls().lane().only(PreCallEvent.class).getCallId())
                    .isEqualTo(request.callId().toString());
            rig.calls().hangUp(client);
        }
    }

    @Test
    void whatPassesGoesOnByteForByte() {
        try (HookRig rig = rig("[{name: h}]", request -> HookResult.pass())) {
            RecordingClient client = rig.call(CallRig.plain());
            rig.calls().wire().answer(200, CallRig.answer("Hi"));

            assertThat(client.body()).isEqualTo(CallRig.answer("Hi"));
            assertThat(rig.counted("callstream_hook_calls_total", "hook=\"h\"")).isEqualTo(1);
            assertThat(rig.counted("callstream_hook_rejects_total", "hook=\"h\""))
                    .isZero();
            assertThat(rig.counted("callstream_hook_time_seconds_total", "hook=\"h\""))
                    .isPositive();
        }
    }

    @Test
    void eachHookSeesWhatThoseBeforeItHaveMade() {
        List<String> texts = new CopyOnWriteArrayList<>();
        HookRig.Check more = request -> {
            texts.add(request.texts().get(0).text());
            return HookResult.change(
                    RequestChange.NONE.withText(0, request.texts().get(0).text() + "!"));
        };
        try (HookRig rig = rig("[{name: h1}, {name: h}, {name: h1}]", more, more)) {
            rig.call(CallRig.plain());

            assertThat(texts).containsExactly("Hello", "Hello!", "Hello!!");
            assertThat(sent(rig)).contains("\"content\":\"Hello!!!\"");
            rig.calls().wire().answer(200, CallRig.answer("Hi"));
        }
    }

    @Test
    void fieldsComeAndGoAndTheRestStays() {
        RequestChange change = RequestChange.NONE
                .withField("temperature", "0.5")
                .withField("metadata", "{\"tags\":[\"new\"]}")
                .withoutField("top_p");
        try (HookRig rig = rig("[{name: h}]", request -> HookResult.change(change))) {
            rig.call("{\"model\":\"m\",\"top_p\":1,\"messages\":[{\"role\":\"user\",\"content\":\"Hello\"}]}");

            assertThat(sent(rig)).contains("\"temperature\":0.5").doesNotContain("top_p");
            assertThat(rig.calls().lane().only(PreCallEvent.class).getTags()).containsExactly("new");
            rig.calls().wire().answer(200, CallRig.answer("Hi"));
        }
    }

    @Test
    void anotherModelIsRoutedAndOneThatIsNotThereIsNotFound() {
        try (HookRig rig = rig("[{name: h}]", request -> HookResult.change(RequestChange.NONE.withModel("other")))) {
            RecordingClient client = rig.call(CallRig.plain());

            assertThat(client.status()).isEqualTo("404");
            assertThat(client.body()).contains("The model `other` does not exist");
        }
    }

    @Test
    void annotationsAreInEveryEvent() {
        Annotations said = Annotations.NONE.with("verdict", "odd").withTag("flagged");
        try (HookRig rig = rig(
                "[{name: h}, {name: h1}]",
                request -> HookResult.annotate(said),
                request -> new HookResult.Change(
                        RequestChange.NONE.withText(0, "x"), Annotations.NONE.with("second", "seen")))) {
            rig.call(CallRig.plain());
            PreCallEvent event = rig.calls().lane().only(PreCallEvent.class);

            assertThat(event.getTags()).containsExactly("flagged");
            assertThat(event.getMetadata()).containsEntry("verdict", "odd").containsEntry("second", "seen");
            rig.calls().wire().answer(200, CallRig.answer("Hi"));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "'not on a Sunday',  not on a Sunday",
        "'',                 The request hook 'h' rejected the request.",
        "'   ',              The request hook 'h' rejected the request.",
    })
    void aRejectionIsToldToTheClientAndNamedInTheEvent(String message, String told) {
        try (HookRig rig = rig(
                "[{name: h}, {name: h1}]",
                request -> new HookResult.Reject(message, Annotations.NONE.with("why", "sunday")),
                request -> {
                    throw new AssertionError("asked after a rejection");
                })) {
            RecordingClient client = rig.call(CallRig.plain());
            FailureEvent event = rig.calls().lane().only(FailureEvent.class);

            assertThat(client.status()).isEqualTo("400");
            assertThat(client.body())
                    .isEqualTo("{\"error\":{\"message\":\"" + told
                            + "\",\"type\":\"invalid_request_error\",\"param\":null,\"code\":\"hook_rejected\"}}");
            assertThat(event.getErrorCode()).isEqualTo("HOOK_REJECTED");
            assertThat(event.getMessage()).isEqualTo("The request hook 'h' rejected the request.");
            assertThat(event.getMetadata()).containsEntry("why", "sunday");
            assertThat(rig.counted("callstream_hook_rejects_total", "hook=\"h\""))
                    .isEqualTo(1);
            assertThat(rig.counted("callstream_hook_calls_total", "hook=\"h1\""))
                    .isZero();
            assertThat(rig.calls().upstream().wires()).isEmpty();
        }
    }

    @Test
    void aLongMessageIsCutBetweenCharacters() {
        String message = "x".repeat(1999) + "\ud83d\ude00 and more";
        try (HookRig rig = rig("[{name: h}]", request -> HookResult.reject(message))) {
            assertThat(rig.call(CallRig.plain()).body()).contains("\"" + "x".repeat(1999) + "\"");
        }
    }

    /** What a hook can do wrong, and how it is said. */
    static Object[][] faults() {
        return new Object[][] {
            {
                "it failed",
                "thrown",
                check(request -> {
                    throw new IllegalStateException("secret");
                })
            },
            {
                "it failed",
                "thrown",
                check(request -> {
                    throw new IOException("secret");
                })
            },
            {
                "it failed",
                "thrown",
                check(request -> {
                    throw new StackOverflowError("secret");
                })
            },
            {
                "it failed",
                "thrown",
                check(request -> {
                    throw new InterruptedException("secret");
                })
            },
            {"what it wants cannot be done", "invalid", check(request -> nothing())},
            {"what it wants cannot be done", "invalid", check(request -> HookResult.reject(nothing()))},
            {"what it wants cannot be done", "invalid", check(request -> HookResult.change(nothing()))},
            {"what it wants cannot be done", "invalid", check(request -> HookResult.annotate(nothing()))},
            {"what it wants cannot be done", "invalid", check(request -> new HookResult.Reject("no", nothing()))},
            {"what it wants cannot be done", "invalid", change(RequestChange.NONE.withField("stream", "perhaps"))},
            {"what it wants cannot be done", "invalid", change(RequestChange.NONE.withField("stream", ""))},
            {"what it wants cannot be done", "invalid", change(RequestChange.NONE.withField("messages", "1, \"a\": 2"))
            },
            {"what it wants cannot be done", "invalid", change(RequestChange.NONE.withText(1, "there is none"))},
            {"what it wants cannot be done", "invalid", change(RequestChange.NONE.withText(-1, "there is none"))},
        };
    }

    private static HookRig.Check check(HookRig.Check check) {
        return check;
    }

    private static HookRig.Check change(RequestChange change) {
        return request -> HookResult.change(change);
    }

    /** What the author of a hook whose compiler does not look for nulls may give. */
    @SuppressWarnings({"NullAway", "TypeParameterUnusedInFormals"})
    private static <T> T nothing() {
        return (T) null;
    }

    @ParameterizedTest(name = "{0} {1} {index}")
    @MethodSource("faults")
    void whatFailsIsSaidAndEndsTheCall(String says, String reason, HookRig.Check check) {
        try (HookRig rig = rig("[{name: h}]", check)) {
            RecordingClient client = rig.call(CallRig.plain());
            FailureEvent event = rig.calls().lane().only(FailureEvent.class);

            assertThat(client.received()).startsWith("HTTP/1.1 503 ").contains("retry-after: 1\r\n");
            assertThat(client.body()).isEqualTo(FAILED.formatted(says));
            assertThat(event.getErrorCode()).isEqualTo("HOOK_FAILED");
            assertThat(event.getMessage()).doesNotContain("secret");
            assertThat(rig.counted("callstream_hook_failures_total", "hook=\"h\",reason=\"" + reason + "\""))
                    .isEqualTo(1);
            assertThat(rig.calls().upstream().wires()).isEmpty();
        }
    }

    @ParameterizedTest(name = "{0} {1} {index}")
    @MethodSource("faults")
    void whereItIsOpenTheCallGoesOnAsItWas(String says, String reason, HookRig.Check check) {
        try (HookRig rig = rig("[{name: h, on_failure: fail_open}]", check)) {
            RecordingClient client = rig.call(CallRig.plain());
            assertThat(sent(rig)).contains("\"content\":\"Hello\"");
            rig.calls().wire().answer(200, CallRig.answer("Hi"));

            assertThat(client.status()).as(says).isEqualTo("200");
            assertThat(rig.counted("callstream_hook_failures_total", "hook=\"h\",reason=\"" + reason + "\""))
                    .isEqualTo(1);
        }
    }

    @Test
    void aHookThatTakesTooLongIsInterruptedAndWhatItSaysLaterIsIgnored() {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch interrupted = new CountDownLatch(1);
        try (HookRig rig = rig("[{name: h, timeout: 2s}]", request -> {
            begun.countDown();
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException e) {
                interrupted.countDown();
            }
            return HookResult.reject("too late");
        })) {
            RecordingClient client = rig.calls().call(CallRig.plain());
            HookRig.await(begun);
            rig.calls().advance(Duration.ofMillis(1900));
            assertThat(client.received()).isEmpty();
            rig.calls().advance(Duration.ofMillis(200));

            assertThat(client.body()).isEqualTo(FAILED.formatted("it took too long"));
            HookRig.await(interrupted);
            rig.settle();
            assertThat(client.answers()).isEqualTo(1);
            assertThat(rig.counted("callstream_hook_failures_total", "hook=\"h\",reason=\"timeout\""))
                    .isEqualTo(1);
            assertThat(rig.counted("callstream_hook_rejects_total", "hook=\"h\""))
                    .isZero();
        }
    }

    @Test
    void whoHangsUpInterruptsTheHook() {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch interrupted = new CountDownLatch(1);
        try (HookRig rig = rig(
                "[{name: h}, {name: h1}]",
                request -> {
                    begun.countDown();
                    try {
                        new CountDownLatch(1).await();
                    } catch (InterruptedException e) {
                        interrupted.countDown();
                    }
                    return HookResult.pass();
                },
                request -> {
                    throw new AssertionError("asked for nobody");
                })) {
            RecordingClient client = rig.calls().call(CallRig.plain());
            HookRig.await(begun);
            rig.calls().hangUp(client);
            HookRig.await(interrupted);
            rig.settle();

            assertThat(rig.calls().lane().only(FailureEvent.class).getErrorCode())
                    .isEqualTo("CLIENT_DISCONNECTED");
            assertThat(rig.calls().upstream().wires()).isEmpty();
            assertThat(rig.counted("callstream_hook_calls_total", "hook=\"h1\""))
                    .isZero();
        }
    }

    @Test
    void whatNoThreadIsFreeForIsSaidSo() {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        try (HookRig rig = new HookRig(
                "[{name: h, timeout: 30s}]", "  hook_pool: {threads: 1, waiting: 1}\n", factory("h", request -> {
                    begun.countDown();
                    release.await();
                    return HookResult.pass();
                }))) {
            RecordingClient first = rig.calls().call(CallRig.plain());
            HookRig.await(begun);
            RecordingClient second = rig.calls().call(CallRig.plain());
            RecordingClient third = rig.calls().call(CallRig.plain());

            assertThat(first.received() + second.received()).isEmpty();
            assertThat(third.body()).isEqualTo(FAILED.formatted("no thread was free for it"));
            assertThat(rig.counted("callstream_hook_failures_total", "hook=\"h\",reason=\"full\""))
                    .isEqualTo(1);
            release.countDown();
            rig.settle();
            rig.calls().upstream().wires().forEach(wire -> wire.answer(200, CallRig.answer("Hi")));
            assertThat(List.of(first.status(), second.status())).containsExactly("200", "200");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "'{name: h, models: [m]}',         1",
        "'{name: h, models: [other]}',     0",
        "'{name: h, models: [\"*\"]}',     1",
        "'{name: h, teams: [t]}',          0",
    })
    void aFilterChoosesItsCalls(String item, int times) {
        try (HookRig rig = rig("[" + item + "]", request -> HookResult.pass())) {
            rig.call(CallRig.plain());
            rig.calls().wire().answer(200, CallRig.answer("Hi"));

            assertThat(rig.counted("callstream_hook_calls_total", "hook=\"h\"")).isEqualTo(times);
        }
    }

    @Test
    void withoutHooksNothingIsWaitedFor() {
        try (HookRig rig = rig("[]")) {
            rig.calls().call(CallRig.plain());
            rig.calls().wire().answer(200, CallRig.answer("Hi"));

            assertThat(Map.of("requests", rig.calls().upstream().wires().size()))
                    .containsEntry("requests", 1);
        }
    }
}
