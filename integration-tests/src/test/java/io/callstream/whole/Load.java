package io.callstream.whole;

import io.callstream.whole.Client.Answer;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Clients that call at a steady pace, one plain call and one stream in turn, and note what they saw. */
final class Load implements AutoCloseable {
    private static final String CHAT = "/v1/chat/completions";
    private static final Duration PERIOD = Duration.ofMillis(200);

    private final Client client;
    private final ScheduledExecutorService clients;
    private final Queue<Seen> seen = new ConcurrentLinkedQueue<>();

    private Load(Client client, int count) {
        this.client = client;
        this.clients = Executors.newScheduledThreadPool(count, work -> {
            Thread thread = new Thread(work, "load");
            thread.setDaemon(true);
            return thread;
        });
    }

    /** @param answer empty when there was none at all */
    record Seen(Optional<Answer> answer, long startNanos, long tookNanos) {
        boolean well() {
            return answer.filter(it -> it.status() == 200).flatMap(Answer::body).isPresent();
        }
    }

    /** So many clients, each with two calls in {@link #PERIOD} as long as they are answered that fast. */
    static Load on(Client client, int count, String plainModel, String streamModel) {
        Load load = new Load(client, count);
        for (int i = 0; i < count; i++) {
            long offset = PERIOD.toNanos() * i / count;
            load.clients.scheduleAtFixedRate(
                    () -> {
                        load.note(body(plainModel, false));
                        load.note(body(streamModel, true));
                    },
                    offset,
                    PERIOD.toNanos(),
                    TimeUnit.NANOSECONDS);
        }
        return load;
    }

    static String body(String model, boolean stream) {
        return "{\"model\":\"" + model + "\",\"stream\":" + stream
                + ",\"messages\":[{\"role\":\"user\",\"content\":\"x\"}]}";
    }

    List<Seen> seen() {
        return List.copyOf(seen);
    }

    /** Lets calls that are under way end. */
    @Override
    public void close() throws InterruptedException {
        clients.shutdown();
        if (!clients.awaitTermination(60, TimeUnit.SECONDS)) {
            throw new AssertionError("calls do not end");
        }
    }

    private void note(String body) {
        long start = System.nanoTime();
        Optional<Answer> answer;
        try {
            answer = Optional.of(client.call(CHAT, body));
        } catch (UncheckedIOException refused) {
            answer = Optional.empty();
        }
        seen.add(new Seen(answer, start, System.nanoTime() - start));
    }
}
