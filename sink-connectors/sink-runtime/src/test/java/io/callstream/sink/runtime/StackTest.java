package io.callstream.sink.runtime;

import io.callstream.events.EventKind;
import io.callstream.testing.events.SampleCall;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A sink beside the stack that all such tests share, which is as it was at first before each of them. */
@ExtendWith(SharedStack.class)
abstract class StackTest {
    static final Duration SOON = Duration.ofSeconds(90);

    @TempDir
    Path folder;

    Stack stack;
    final String name = UUID.randomUUID().toString();
    final TestSink.Destination destination = TestSink.Destination.named(name);

    @BeforeEach
    void beginAnew(Stack shared) throws Exception {
        stack = shared;
        stack.reset();
    }

    /** One event of each of these sample calls. */
    final void publishSuccesses(int from, int to) {
        for (int number = from; number < to; number++) {
            SampleCall call = SampleCall.number(number);
            stack.send(EventKind.SUCCESS, call.callId(), call.success());
        }
        stack.flush();
    }

    /** What the runner says on its health port. */
    static HttpResponse<String> get(SinkRunner runner, String path) throws IOException, InterruptedException {
        URI uri = URI.create("http://127.0.0.1:" + runner.healthPort().orElseThrow() + path);
        return HttpClient.newHttpClient().send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
    }
}
