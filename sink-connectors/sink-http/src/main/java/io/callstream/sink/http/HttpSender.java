package io.callstream.sink.http;

import io.callstream.sink.failure.DeliveryExceptions;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Clock;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPOutputStream;
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
    private final ScheduledThreadPoolExecutor deadlines;
    /** Null once closed: Java 17's client ends its thread when nobody refers to it any more. */
    private volatile @Nullable HttpClient client;

    public HttpSender(HttpOptions options, Clock clock) {
        this.options = options;
        this.clock = clock;
        this.threads = Executors.newCachedThreadPool(task -> daemon(task, "sink-http"));
        this.deadlines = new ScheduledThreadPoolExecutor(1, task -> daemon(task, "sink-http-deadlines"));
        deadlines.setRemoveOnCancelPolicy(true);
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
        long deadline = System.nanoTime() + options.timeout().toNanos();
        try {
            // Not sendAsync, which hands every answer to the common pool first: at a thousand requests a second that
            // costs
            // more than all the rest.
            return replied(open.send(request(method, target, message), head -> body(deadline)));
        } catch (IOException e) {
            return new Answer.Unreachable(reason(target, e));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Answer.Unreachable("interrupted");
        }
    }

    /** The client's own timeout ends with the answer's head; this one begins there. */
    private CappedBody body(long deadline) {
        CappedBody body = new CappedBody(options.answerCap());
        try {
            Future<?> end = deadlines.schedule(
                    () -> body.giveUp(new HttpTimeoutException("the answer does not end")),
                    deadline - System.nanoTime(),
                    TimeUnit.NANOSECONDS);
            body.getBody().whenComplete((read, failure) -> end.cancel(false));
        } catch (RejectedExecutionException e) {
            body.giveUp(new IOException("closed", e));
        }
        return body;
    }

    private static Thread daemon(Runnable task, String name) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        return thread;
    }

    private HttpRequest request(String method, Target target, Message message) {
        HttpRequest.Builder request = HttpRequest.newBuilder(target.uri()).timeout(options.timeout());
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

    /** A host and a cause, without a path, which may be a secret. */
    private static String reason(Target target, IOException cause) {
        int port = target.uri().getPort();
        return "cannot reach " + target.uri().getHost() + (port < 0 ? "" : ":" + port) + " ("
                + DeliveryExceptions.network(cause) + ")";
    }

    /** Further messages are {@link Answer.Unreachable}. Closing twice is harmless. */
    @Override
    public void close() {
        client = null;
        deadlines.shutdown();
        threads.shutdown();
    }
}
