package io.callstream.cli.newcomer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.callstream.sink.testkit.FakeDestination;
import io.callstream.sink.testkit.FakeReply;
import io.callstream.sink.testkit.Fault;
import io.callstream.sink.testkit.ReceivedRequest;
import io.callstream.testing.provider.ProviderOptions;
import io.callstream.testing.provider.SimulatedProvider;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.Keys;

/**
 * {@code callstream up}, seen by somebody new in a browser: a streamed call as it comes, a question in SQL, a sink whose destination breaks
 * and is mended, a dead letter. Pictures of each step are kept in target/newcomer. Skipped where Debian's chromium and chromium-driver are
 * missing.
 */
class NewcomerTest {
    private static final String KEY = "sk-newcomer";
    private static final String REFUSED = "a text that this destination does not take";
    private static final Path PICTURES = Path.of("target", "newcomer");
    private static final Duration SOON = Duration.ofSeconds(45);

    @TempDir
    Path folder;

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private volatile boolean takesAll;
    private SimulatedProvider provider;
    private FakeDestination destination;
    private RunningUp up;
    private Browser browser;

    @BeforeEach
    void start() throws Exception {
        assumeTrue(Browser.installed(), "no browser: install Debian's chromium and chromium-driver to try the console");
        provider = SimulatedProvider.start(ProviderOptions.forTests());
        destination = FakeDestination.start(401, this::answer);
        up = new RunningUp(folder, config());
        browser = new Browser(PICTURES);
    }

    @AfterEach
    void stop() throws Exception {
        for (AutoCloseable part : new AutoCloseable[] {browser, up, destination, provider}) {
            if (part != null) {
                part.close();
            }
        }
    }

    private FakeReply answer(ReceivedRequest request) {
        return request.text().contains(REFUSED) && !takesAll
                ? FakeReply.status(400, "not this text")
                : FakeReply.ok("thanks");
    }

    private String config() {
        return """
                model_list:
                  - model_name: quick
                    litellm_params: {model: openai/sim-text, api_base: "%1$s", api_key: simulated}
                  - model_name: slow
                    litellm_params: {model: openai/sim-paced-250ms-24, api_base: "%1$s", api_key: simulated}
                general_settings: {master_key: %2$s}
                litellm_settings: {success_callback: [webhook]}
                callstream:
                  server: {host: 127.0.0.1}
                  analytics: {enabled: false}
                  sinks: {webhook: {url: "%3$s"}}
                """.formatted(provider.apiBase(), KEY, destination.uri("/events"));
    }

    @Test
    void theFirstMinutes() throws Exception {
        signIn();
        seeAStreamedCallArrive();
        askInSql();
        seeASinkHeldAndMended();
        replayADeadLetter();
    }

    private void signIn() throws Exception {
        browser.open(up.url("console"));
        browser.type("#key", KEY, Keys.ENTER);
        browser.await("h1", "Overview");
        browser.picture("signed-in");
    }

    private void seeAStreamedCallArrive() throws Exception {
        browser.click(".nav a[href='/calls']");
        CompletableFuture<HttpResponse<String>> call = call("slow", true, "Count slowly, please.");
        browser.await("#rows .c-status", "open");
        browser.picture("a-call-comes");
        browser.click("#rows .call-row:not([hidden]) a");
        browser.await("rect.tick");
        int some = browser.count("rect.tick");
        browser.picture("its-first-chunks");
        await().atMost(SOON).until(() -> browser.count("rect.tick") > some);
        browser.picture("more-chunks");
        assertThat(call).as("the call is still under way").isNotDone();
        browser.await(".top .badge.success");
        browser.picture("the-whole-call");
        assertThat(call.join().statusCode()).isEqualTo(200);
    }

    private void askInSql() throws Exception {
        browser.click(".nav a[href='/sql']");
        browser.click("#example option[value='1']");
        browser.await("#answer tbody td");
        browser.picture("an-example-in-sql");
    }

    private void seeASinkHeldAndMended() throws Exception {
        destination.inflict(Fault.KEY_REVOKED);
        String id = calledWith("Nobody takes this at first.");
        browser.click(".nav a[href='/sinks']");
        browser.await("#webhook .badge", "held");
        browser.picture("a-held-sink");
        destination.heal();
        browser.click("#webhook button[hx-post='/sinks/webhook/resume']");
        browser.await("#webhook .badge", "running");
        browser.await("#webhook td:nth-of-type(2)", "0");
        browser.picture("it-has-drained");
        arrived(id);
    }

    private void replayADeadLetter() throws Exception {
        String id = calledWith(REFUSED);
        browser.await("#webhook .badge", ".* since start");
        browser.click("#webhook a[href='/sinks/webhook/letters']");
        browser.await("#letters a", id + ":.*");
        browser.picture("a-dead-letter");
        takesAll = true;
        browser.click("#letters button[hx-post$='/replay']");
        browser.await("#letters h2", "No letter is open");
        browser.picture("it-was-replayed");
        arrived(id);
    }

    private void arrived(String id) {
        await().atMost(SOON)
                .until(() -> destination.requests().stream()
                        .anyMatch(request ->
                                request.text().contains(id) && answer(request).status() == 200));
    }

    /** @return the call's id */
    private String calledWith(String prompt) {
        return call("quick", false, prompt)
                .join()
                .headers()
                .firstValue("x-callstream-call-id")
                .orElseThrow();
    }

    private CompletableFuture<HttpResponse<String>> call(String model, boolean stream, String prompt) {
        String body = "{\"model\":\"" + model + "\",\"stream\":" + stream
                + ",\"messages\":[{\"role\":\"user\",\"content\":\"" + prompt + "\"}]}";
        URI address = up.url("gateway").resolve("/v1/chat/completions");
        return http.sendAsync(
                HttpRequest.newBuilder(address)
                        .header("Authorization", "Bearer " + KEY)
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }
}
