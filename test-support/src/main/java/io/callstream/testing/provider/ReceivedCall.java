package io.callstream.testing.provider;

import io.callstream.testing.reply.Header;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * What went over the wire in one call, as the provider saw it: the truth that whole-path tests compare with. Thread
 * contract: written by one event loop, read from any thread.
 */
public final class ReceivedCall {
    /** How a call ended. */
    public enum Outcome {
        /** The whole answer was written. */
        ANSWERED,
        /** The caller closed the connection before the answer was complete. */
        CANCELLED,
        /** The script reset the connection. */
        RESET
    }

    private final String method;
    private final String uri;
    private final List<Header> headers;
    private final byte[] body;
    private final CompletableFuture<Outcome> outcome = new CompletableFuture<>();
    private final ByteArrayOutputStream sent = new ByteArrayOutputStream();
    private volatile int status;

    ReceivedCall(String method, String uri, List<Header> headers, byte[] body) {
        this.method = method;
        this.uri = uri;
        this.headers = List.copyOf(headers);
        this.body = body;
    }

    public String method() {
        return method;
    }

    /** The request target as sent, with its query. */
    public String uri() {
        return uri;
    }

    /** The request's header lines in their order. */
    public List<Header> headers() {
        return headers;
    }

    /** The first header of that name, in any case. */
    public Optional<String> header(String name) {
        return headers.stream()
                .filter(header -> header.name().equalsIgnoreCase(name))
                .map(Header::value)
                .findFirst();
    }

    /** The request body's bytes. */
    public byte[] requestBody() {
        return body.clone();
    }

    public String requestText() {
        return new String(body, StandardCharsets.UTF_8);
    }

    /** The status answered with; 0 as long as there is none. */
    public int status() {
        return status;
    }

    /** The bytes of the answer's body (without chunk framing) handed to the network so far. */
    public byte[] responseBody() {
        synchronized (sent) {
            return sent.toByteArray();
        }
    }

    public String responseText() {
        return new String(responseBody(), StandardCharsets.UTF_8);
    }

    /** Completes when the call is over. */
    public CompletableFuture<Outcome> outcome() {
        return outcome.copy();
    }

    void answering(int with) {
        status = with;
    }

    void sent(byte[] bytes) {
        synchronized (sent) {
            sent.writeBytes(bytes);
        }
    }

    /** The network has not taken the last of them after all. */
    void unsent(int bytes) {
        synchronized (sent) {
            byte[] before = sent.toByteArray();
            sent.reset();
            sent.write(before, 0, before.length - bytes);
        }
    }

    void ended(Outcome how) {
        outcome.complete(how);
    }
}
