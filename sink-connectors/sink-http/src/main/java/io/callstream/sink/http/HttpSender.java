package io.callstream.sink.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Clock;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.zip.GZIPOutputStream;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * Posts messages and waits for the answers. It never sends again by itself, follows no redirect (that would take the
 * credentials elsewhere) and writes no log.
 *
 * <p>Thread contract: {@link #send} may be called by any number of threads.
 */
public final class HttpSender implements AutoCloseable {
    private final HttpOptions options;
    private final Clock clock;
    private final ExecutorService threads;
    /** Null once closed: Java 17's client ends its thread when nobody refers to it any more. */
    private volatile @Nullable HttpClient client;

    public HttpSender(HttpOptions options, Clock clock) {
        this.options = options;
        this.clock = clock;
        this.threads = Executors.newCachedThreadPool(task -> {
            Thread thread = new Thread(task, "sink-http");
            thread.setDaemon(true);
            return thread;
        });
        this.client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(options.timeout())
                .executor(threads)
                .build();
    }

    /** Sends the message once. Whatever goes wrong on the way is an {@link Answer.Unreachable}. */
    public Answer post(Target target, Message message) {
        return send("POST", target, message);
    }

    /** As {@link #post}, with another method. */
    public Answer send(String method, Target target, Message message) {
        HttpClient open = client;
        if (open == null) {
            return new Answer.Unreachable("closed");
        }
        CompletableFuture<HttpResponse<byte[]>> exchange =
                open.sendAsync(request(method, target, message), info -> new CappedBody(options.answerCap()));
        try {
            return replied(exchange.get(options.timeout().toMillis(), TimeUnit.MILLISECONDS));
        } catch (TimeoutException e) {
            exchange.cancel(true);
            return new Answer.Unreachable("timeout");
        } catch (ExecutionException e) {
            return new Answer.Unreachable(reason(e.getCause()));
        } catch (InterruptedException e) {
            exchange.cancel(true);
            Thread.currentThread().interrupt();
            return new Answer.Unreachable("interrupted");
        }
    }

    private HttpRequest request(String method, Target target, Message message) {
        HttpRequest.Builder request = HttpRequest.newBuilder(target.uri());
        target.headers().forEach(request::setHeader);
        message.headers().forEach(request::setHeader);
        request.setHeader("Content-Type", message.contentType());
        request.setHeader("User-Agent", "callstream");
        if (options.gzip()) {
            request.setHeader("Content-Encoding", "gzip");
        }
        byte[] body = options.gzip() ? compressed(message.body()) : message.body();
        return request.method(method, HttpRequest.BodyPublishers.ofByteArray(body))
                .build();
    }

    private static byte[] compressed(byte[] body) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(body.length / 4 + 64);
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(body);
        } catch (IOException e) {
            throw new UncheckedIOException("memory cannot be written", e);
        }
        return bytes.toByteArray();
    }

    private Answer replied(HttpResponse<byte[]> response) {
        return new Answer.Replied(
                response.statusCode(),
                response.headers().firstValue("Retry-After").flatMap(value -> RetryAfterHeader.parse(value, clock)),
                headers(response.headers()),
                response.body());
    }

    private static Map<String, String> headers(HttpHeaders headers) {
        Map<String, String> byName = new HashMap<>();
        headers.map().forEach((name, values) -> byName.put(name.toLowerCase(Locale.ROOT), values.get(0)));
        return byName;
    }

    private static String reason(@Nullable Throwable cause) {
        if (cause instanceof HttpTimeoutException) {
            return "timeout";
        }
        if (cause instanceof ConnectException) {
            return "connect";
        }
        return cause instanceof SSLException ? "tls" : "connection_lost";
    }

    /** Further messages are {@link Answer.Unreachable}. Closing twice is harmless. */
    @Override
    public void close() {
        client = null;
        threads.shutdown();
    }
}
