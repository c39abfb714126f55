package io.callstream.gateway.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.callstream.events.FailureEvent;
import io.callstream.events.PreCallEvent;
import io.callstream.events.SuccessEvent;
import io.callstream.gateway.stage.hook.HookCatalogue;
import io.callstream.gateway.stage.hook.HookSource;
import io.callstream.hook.Annotations;
import io.callstream.hook.HookMode;
import io.callstream.hook.HookRequest;
import io.callstream.hook.HookResult;
import io.callstream.hook.RequestChange;
import io.callstream.hook.RequestHook;
import io.callstream.hook.RequestHookFactory;
import io.callstream.settings.SettingsException;
import io.callstream.testing.provider.SimulatedProvider;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Request hooks as their authors write them, over the wire, on threads of their own. */
class RequestHooksTest {
    private static final String REQUEST =
            "{\"model\":\"m\",\"temperature\":0.5,\"messages\":[{\"role\":\"system\",\"content\":\"Be brief\"},"
                    + "{\"role\":\"user\",\"content\":[{\"type\":\"text\",\"text\":\"my secret\"}]}]}";

    private final Http http = new Http();
    private final List<HookRequest> seen = new CopyOnWriteArrayList<>();
    private final List<String> threads = new CopyOnWriteArrayList<>();
    private final CountDownLatch release = new CountDownLatch(1);
    private SimulatedProvider provider;
    private TestGateway gateway;

    @BeforeEach
    void startProvider() {
        provider = SimulatedProvider.start();
    }

    @AfterEach
    void stop() {
        release.countDown();
        if (gateway != null) {
            gateway.close();
        }
        provider.close();
    }

    private void start(String hooks, RequestHookFactory... factories) {
        gateway = TestGateway.start(
                TestGateway.yaml(provider.apiBase(), "gpt-4o") + "callstream:\n  hooks: " + hooks + "\n",
                HookSource.of(HookCatalogue.of(factories)));
    }

    private RequestHookFactory hook(String name, RequestHook hook) {
        return new RequestHookFactory() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public RequestHook create(Map<String, Object> settings) {
                if (settings.containsKey("wrong")) {
                    throw new IllegalArgumentException("wrong: is not a setting");
                }
                return request -> {
                    seen.add(request);
                    threads.add(Thread.currentThread().getName());
                    return hook.check(request);
                };
            }
        };
    }

    /** Waits until the test releases it, or it is interrupted. */
    private HookResult blocks(HookRequest request) throws InterruptedException {
        release.await();
        return HookResult.pass();
    }

    private HttpResponse<String> ask() {
        return http.post(gateway.url(Asking.CHAT), REQUEST);
    }

    @Test
    void aHookSeesTheRequestOnAThreadOfItsOwn() {
        start("[{name: look}]", hook("look", request -> HookResult.pass()));

        assertThat(ask().statusCode()).isEqualTo(200);
        HookRequest request = seen.get(0);
        assertThat(request.body()).isEqualTo(REQUEST);
        assertThat(request.model()).isEqualTo("m");
        assertThat(request.mode()).isEqualTo(HookMode.PRE_CALL);
        assertThat(request.texts()).extracting("role").containsExactly("system", "user");
        assertThat(request.texts()).extracting("text").containsExactly("Be brief", "my secret");
        assertThat(request.callId().toString())
                .isEqualTo(gateway.tape().await(PreCallEvent.class).getCallId());
        assertThat(threads.get(0)).startsWith("gateway-hooks-");
    }

    @Test
    void aChangeGoesToProviderAndEvents() {
        start(
                "[{name: change}]",
                hook(
                        "change",
                        request -> HookResult.change(RequestChange.NONE
                                .withText(1, "[\"hidden\"]\n")
                                .withField("temperature", "0")
                                .withField("stop", "[\"x\"]")
                                .withoutField("nothing"))));

        assertThat(ask().statusCode()).isEqualTo(200);
        String sent = provider.received().get(0).requestText();
        assertThat(sent)
                .contains("\"temperature\":0,", "\"stop\":[\"x\"]", "\"text\":\"[\\\"hidden\\\"]\\u000a\"", "Be brief")
                .doesNotContain("my secret");
        assertThat(gateway.tape().await(SuccessEvent.class).getRequestBody())
                .contains("hidden")
                .doesNotContain("my secret");
    }

    @Test
    void aChangeOfTheModelIsRouted() {
        start("[{name: change}]", hook("change", request -> HookResult.change(RequestChange.NONE.withModel("m"))));

        HttpResponse<String> response =
                http.post(gateway.url(Asking.CHAT), REQUEST.replace("\"model\":\"m\"", "\"model\":\"unknown\""));

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(gateway.tape().await(SuccessEvent.class).getModelGroup()).isEqualTo("m");
    }

    @Test
    void hooksRunInTheirOrderAndSeeWhatThoseBeforeThemDid() {
        start(
                "[{name: first}, {name: second}]",
                hook(
                        "second",
                        request -> HookResult.annotate(Annotations.NONE.with(
                                "saw", request.texts().get(0).text()))),
                hook("first", request -> HookResult.change(RequestChange.NONE.withText(0, "changed"))));

        ask();

        assertThat(gateway.tape().await(SuccessEvent.class).getMetadata()).containsEntry("saw", "changed");
    }

    @Test
    void aRejectionIsAnErrorOfOpenAiAndAFailedCallThatQuotesNothing() {
        start(
                "[{name: guard}]",
                hook(
                        "guard",
                        request -> new HookResult.Reject(
                                "No secrets, please: my secret", Annotations.NONE.with("rule", "secrets"))));

        HttpResponse<String> response = ask();

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(response.body())
                .contains(
                        "\"message\":\"No secrets, please: my secret\"",
                        "\"type\":\"invalid_request_error\"",
                        "\"code\":\"hook_rejected\"");
        assertThat(provider.received()).isEmpty();
        FailureEvent event = gateway.tape().await(FailureEvent.class);
        assertThat(event.getErrorCode()).isEqualTo("HOOK_REJECTED");
        assertThat(event.getMessage()).contains("'guard'").doesNotContain("my secret");
        assertThat(event.getMetadata()).containsEntry("rule", "secrets");
    }

    @ParameterizedTest
    @CsvSource({"fail_closed, 503", "fail_open, 200"})
    void aHookThatThrowsFollowsOnFailure(String onFailure, int status) {
        start("[{name: broken, on_failure: " + onFailure + "}]", hook("broken", request -> {
            throw new IllegalStateException("my secret");
        }));

        HttpResponse<String> response = ask();

        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(response.body()).doesNotContain("my secret");
        assertThat(gateway.wiring().telemetry().scrape())
                .contains("callstream_hook_failures_total{hook=\"broken\",reason=\"thrown\"} 1.0");
    }

    /** A busy machine may not even begin with a hook before its time is over: then it is asked again. */
    @ParameterizedTest
    @CsvSource({"fail_closed, 503", "fail_open, 200"})
    void aHookThatTakesTooLongIsInterruptedAndFollowsOnFailure(String onFailure, int status) {
        AtomicBoolean interrupted = new AtomicBoolean();
        AtomicInteger calls = new AtomicInteger();
        start("[{name: slow, timeout: 50ms, on_failure: " + onFailure + "}]", hook("slow", request -> {
            try {
                return blocks(request);
            } catch (InterruptedException e) {
                interrupted.set(true);
                throw e;
            }
        }));

        Awaitility.await().until(() -> {
            assertThat(ask().statusCode()).isEqualTo(status);
            calls.incrementAndGet();
            return interrupted.get();
        });

        assertThat(gateway.wiring().telemetry().scrape())
                .contains(
                        "callstream_hook_failures_total{hook=\"slow\",reason=\"timeout\"} " + calls + ".0",
                        "callstream_hook_calls_total{hook=\"slow\"} " + calls + ".0");
    }

    @Test
    void whatNoThreadIsFreeForFollowsOnFailure() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        start("[{name: slow, timeout: 30s}]\n  hook_pool: {threads: 1, waiting: 1}", hook("slow", request -> {
            begun.countDown();
            return blocks(request);
        }));
        CompletableFuture<Integer> running = CompletableFuture.supplyAsync(() -> ask().statusCode());
        assertThat(begun.await(10, TimeUnit.SECONDS)).isTrue();
        CompletableFuture<Integer> first = CompletableFuture.supplyAsync(() -> ask().statusCode());
        CompletableFuture<Integer> second = CompletableFuture.supplyAsync(() -> ask().statusCode());

        // One of them waits for the thread, and the other finds no room to.
        assertThat(CompletableFuture.anyOf(first, second).get(10, TimeUnit.SECONDS))
                .isEqualTo(503);

        release.countDown();

        assertThat(running.get(10, TimeUnit.SECONDS)).isEqualTo(200);
        assertThat(List.of(first.get(10, TimeUnit.SECONDS), second.get(10, TimeUnit.SECONDS)))
                .containsExactlyInAnyOrder(200, 503);
    }

    @ParameterizedTest
    @ValueSource(strings = {"messages", "stream"})
    void aChangeThatMakesNoRequestIsAFailure(String field) {
        start(
                "[{name: wild}]",
                hook("wild", request -> HookResult.change(RequestChange.NONE.withField(field, "1, \"x\": 2"))));

        assertThat(ask().statusCode()).isEqualTo(503);
        assertThat(provider.received()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "'models: [m]', 1",
        "'models: [x, \"*m\"]', 1",
        "'models: [other]', 0",
        "'keys: [somebody]', 0",
        "'teams: [t]', 0"
    })
    void aFilterChoosesCalls(String filter, int asked) {
        start("[{name: look, " + filter + "}]", hook("look", request -> HookResult.pass()));

        assertThat(ask().statusCode()).isEqualTo(200);
        assertThat(seen).hasSize(asked);
    }

    @Test
    void aHookBesideTheCallRejectsWhatTheProviderHasAnswered() {
        start(
                "[{name: look, mode: during_call}, {name: late, mode: during_call}]",
                hook("look", request -> HookResult.pass()),
                hook("late", request -> {
                    while (provider.received().isEmpty()) {
                        Thread.onSpinWait();
                    }
                    provider.received().get(0).outcome().join();
                    return HookResult.reject("too late for you");
                }));

        HttpResponse<String> response = ask();

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(response.body()).contains("too late for you");
        FailureEvent event = gateway.tape().await(FailureEvent.class);
        assertThat(event.getErrorCode()).isEqualTo("HOOK_REJECTED");
        assertThat(event.getAttempts()).hasSize(1);
        assertThat(seen).extracting("mode").containsOnly(HookMode.DURING_CALL);
    }

    @Test
    void aHookBesideTheCallAnnotatesTheEnd() {
        start(
                "[{name: note, mode: during_call}]",
                hook("note", request -> HookResult.annotate(Annotations.NONE.withTag("checked"))));

        assertThat(ask().statusCode()).isEqualTo(200);
        assertThat(gateway.tape().await(SuccessEvent.class).getTags()).containsExactly("checked");
    }

    @Test
    void aHookBesideTheCallCannotChangeIt() {
        start(
                "[{name: change, mode: during_call}]",
                hook("change", request -> HookResult.change(RequestChange.NONE.withText(0, "x"))));

        assertThat(ask().statusCode()).isEqualTo(503);
    }

    @Test
    void aHookThatIsNotThereStopsTheStart() {
        assertThatThrownBy(() -> start("[{name: gone}]", hook("here", request -> HookResult.pass())))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("'gone'")
                .hasMessageContaining("here");
    }

    @Test
    void wrongSettingsOfAHookStopTheStart() {
        assertThatThrownBy(
                        () -> start("[{name: look, settings: {wrong: 1}}]", hook("look", request -> HookResult.pass())))
                .isInstanceOf(SettingsException.class)
                .hasMessage("callstream.hooks[0].settings: wrong: is not a setting");
    }
}
