package io.callstream.sink.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.callstream.sink.Delivery;
import io.callstream.sink.runtime.observe.ResumeRequest;
import io.callstream.sink.runtime.observe.SinkStatus;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A sink that would try again much later tries at once when it is asked to on its health port. */
class ResumeTest extends StackTest {

    @Test
    void aHeldSinkTriesAgain() throws Exception {
        triesAgain(Delivery.hold("key revoked"), SinkStatus.State.HELD);
    }

    @Test
    void aSinkThatWaitsTriesAgain() throws Exception {
        triesAgain(Delivery.retryAfter(Duration.ofHours(1), "http_429"), SinkStatus.State.WAITING);
    }

    private void triesAgain(Delivery trouble, SinkStatus.State state) throws Exception {
        destination.answer = batch -> trouble;
        publishSuccesses(1, 2);
        try (SinkRunner runner = start()) {
            await().atMost(SOON)
                    .untilAsserted(() -> assertThat(runner.status().state()).isEqualTo(state));
            destination.answer = batch -> Delivery.delivered();
            // It says that it waits before it does: who asks in between asks once more.
            await().atMost(SOON).untilAsserted(() -> {
                assertThat(resume(runner)).isEmpty();
                assertThat(destination.ids()).hasSize(1);
            });
        }
    }

    @Test
    void aSinkThatIsNotThereIsNamed() throws Exception {
        int port;
        try (SinkRunner runner = start()) {
            port = runner.healthPort().orElseThrow();
        }
        assertThat(new ResumeRequest().send(page(port)))
                .hasValueSatisfying(trouble -> assertThat(trouble).contains(port + "/resume", "does not answer"));
    }

    private SinkRunner start() {
        String yaml = stack.config("  sinks: {test: {destination: " + name + "}}\n");
        return TestRunner.start(yaml, folder.resolve("sink"));
    }

    private static Optional<String> resume(SinkRunner runner) throws InterruptedException {
        return new ResumeRequest().send(page(runner.healthPort().orElseThrow()));
    }

    private static URI page(int port) {
        return URI.create("http://127.0.0.1:" + port + "/health");
    }
}
