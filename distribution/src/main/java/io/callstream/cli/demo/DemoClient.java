package io.callstream.cli.demo;

import io.callstream.cli.demo.DemoCall.Manner;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** Makes calls as any client would, over HTTP. */
final class DemoClient {
    private static final String CALL_ID = "x-callstream-call-id";
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int FRAMES_BEFORE_HANGING_UP = 3;

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(PATIENCE)
            .build();
    private final URI gateway;
    private final String key;
    private final Clock clock;

    /** @param key the key that the gateway accepts */
    DemoClient(URI gateway, String key, Clock clock) {
        this.gateway = gateway;
        this.key = key;
        this.clock = clock;
    }

    /** Makes the call and reads its answer, as far as the call's manner wants. */
    MadeCall make(DemoCall call) throws InterruptedException {
        Instant begun = clock.instant();
        String callId = "";
        int status = 0;
        int frames = 0;
        try {
            HttpResponse<InputStream> response = http.send(request(call), HttpResponse.BodyHandlers.ofInputStream());
            callId = response.headers().firstValue(CALL_ID).orElse("");
            status = response.statusCode();
            frames = read(response.body(), call.manner());
        } catch (IOException e) {
            // A call that is cut off is part of the demo; the report shows how far it came.
        }
        Instant ended = clock.instant();
        return new MadeCall(call, callId, status, frames, ended, Duration.between(begun, ended));
    }

    private HttpRequest request(DemoCall call) {
        return HttpRequest.newBuilder(gateway.resolve(call.path()))
                .timeout(PATIENCE)
                .header("Content-Type", "application/json")
                .header("Authorization", "Bearer " + (call.manner() == Manner.WRONG_KEY ? "sk-nobody-has-this" : key))
                .POST(HttpRequest.BodyPublishers.ofString(call.body()))
                .build();
    }

    /** Closing the body before its end closes the connection, which is what a client does that hangs up. */
    private static int read(InputStream body, Manner manner) throws IOException {
        int frames = 0;
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8))) {
            String line = lines.readLine();
            while (line != null && !(manner == Manner.HANG_UP && frames == FRAMES_BEFORE_HANGING_UP)) {
                if (line.startsWith("data:") && !line.endsWith("[DONE]")) {
                    frames++;
                }
                line = lines.readLine();
            }
        }
        return frames;
    }
}
