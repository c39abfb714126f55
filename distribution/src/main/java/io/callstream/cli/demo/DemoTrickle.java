package io.callstream.cli.demo;

import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;

/** Makes calls of all sorts, about two in a second, for as long as the demo stays up: so that there is something to look at. */
final class DemoTrickle implements AutoCloseable {
    private static final long PAUSE_MILLIS = 500;
    /** One call in so many is one that fails. */
    private static final int FAILING = 8;

    private static final String CHAT = "/v1/chat/completions";
    private static final List<String> MODELS =
            List.of("gpt-4o-mini", "gpt-4o-mini", "gpt-4o-mini", "slow-and-steady", "with-tools", "no-usage");
    private static final List<String> QUESTIONS = List.of(
            "Say hello.",
            "Sum up the notes of Tuesday's meeting in three points.",
            "Which of our shops sold most umbrellas in October?",
            "Write a verse about a stream.",
            "What is the weather in Bern?");
    private static final List<String> USERS = List.of("anna", "ben", "chris", "dana");

    private final DemoClient client;
    private final RandomGenerator random;
    private final List<DemoCall> failing;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread made = new Thread(task, "demo-calls");
        made.setDaemon(true);
        return made;
    });

    private DemoTrickle(DemoClient client, RandomGenerator random) {
        this.client = client;
        this.random = random;
        this.failing = DemoScript.calls().stream()
                .filter(call -> call.ending() == io.callstream.events.EventKind.FAILURE)
                .toList();
    }

    static DemoTrickle start(DemoClient client, RandomGenerator random) {
        DemoTrickle trickle = new DemoTrickle(client, random);
        trickle.thread.scheduleWithFixedDelay(trickle::one, PAUSE_MILLIS, PAUSE_MILLIS, TimeUnit.MILLISECONDS);
        return trickle;
    }

    private void one() {
        try {
            client.make(random.nextInt(FAILING) == 0 ? any(failing) : call());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private DemoCall call() {
        boolean stream = random.nextBoolean();
        String body =
                "{\"model\":\"" + any(MODELS) + "\",\"user\":\"" + any(USERS) + "\",\"seed\":" + random.nextInt(1_000)
                        + ",\"stream\":" + stream
                        + ",\"messages\":[{\"role\":\"system\",\"content\":\"You help the staff of a shop.\"},"
                        + "{\"role\":\"user\",\"content\":\"" + any(QUESTIONS) + "\"}]}";
        return stream ? DemoCall.stream("trickle", CHAT, body) : DemoCall.plain("trickle", CHAT, body);
    }

    private <T> T any(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
