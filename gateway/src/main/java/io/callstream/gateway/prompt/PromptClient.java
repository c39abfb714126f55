package io.callstream.gateway.prompt;

import io.callstream.gateway.net.HeadWriter;
import io.callstream.gateway.net.ProviderAddress;
import io.callstream.gateway.upstream.Upstreams;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.util.concurrent.Ticker;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/** Asks sources of prompts over HTTP, on the connections that providers are asked on. Only for its event loop. */
public final class PromptClient {
    private static final int SERVER_FAULT = 500;

    private final Upstreams upstreams;
    private final Ticker ticker;

    public PromptClient(Upstreams upstreams, Ticker ticker) {
        this.upstreams = upstreams;
        this.ticker = ticker;
    }

    /**
     * Asks, and once more when no answer comes or the source says that it has failed.
     *
     * @param credential value of the header that the source knows the account by
     * @param timeoutNanos for both
     */
    void get(URI url, Header credential, long timeoutNanos, Consumer<HttpAnswer> then) {
        long deadline = ticker.nanoTime() + timeoutNanos;
        send(url, credential, deadline, answer -> {
            boolean failed = answer.status() == 0 || answer.status() >= SERVER_FAULT;
            if (failed && deadline - ticker.nanoTime() > timeoutNanos / 2) {
                send(url, credential, deadline, then);
            } else {
                then.accept(answer);
            }
        });
    }

    /** A header of a request; its value is shown nowhere. */
    record Header(String name, String value) {
        @Override
        public String toString() {
            return name;
        }
    }

    private void send(URI url, Header credential, long deadline, Consumer<HttpAnswer> then) {
        ProviderAddress address = ProviderAddress.of(url);
        PromptAnswer answer = new PromptAnswer(then);
        answer.of(upstreams.pool(address).start(request(url, address, credential), answer), deadline);
    }

    private static ByteBuf request(URI url, ProviderAddress address, Header credential) {
        String query = url.getRawQuery() == null ? "" : "?" + url.getRawQuery();
        ByteBuf out = Unpooled.buffer();
        out.writeCharSequence("GET " + url.getRawPath() + query + " HTTP/1.1\r\n", StandardCharsets.ISO_8859_1);
        out.writeBytes(HeadWriter.lines(
                "host",
                address.authority(),
                "user-agent",
                "callstream",
                "accept",
                "application/json",
                "accept-encoding",
                "identity",
                credential.name(),
                credential.value()));
        HeadWriter.end(out);
        return out;
    }
}
