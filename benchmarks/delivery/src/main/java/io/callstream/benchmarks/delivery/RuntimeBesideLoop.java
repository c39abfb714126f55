package io.callstream.benchmarks.delivery;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/**
 * The webhook sink with all of the runtime beneath it, from the topic to the endpoint, beside {@link BareLoop} on the same topic and
 * endpoint; in turns, in one process, with everything else in another.
 */
public final class RuntimeBesideLoop {
    private static final int WARM_UPS = 2;
    private static final int ROUNDS = 5;

    private final StartedSurroundings around;
    private final int events;

    private RuntimeBesideLoop(StartedSurroundings around, int events) {
        this.around = around;
        this.events = events;
    }

    public static void main(String[] args) throws Exception {
        race("batch", 100, Integer.getInteger("events", 100_000));
        race("single", 1, Integer.getInteger("events", 100_000) / 20);
    }

    private static void race(String mode, int batch, int events) throws Exception {
        try (StartedSurroundings around = StartedSurroundings.start(events)) {
            new RuntimeBesideLoop(around, events)
                    .race(mode, new RunningSink(around.addresses(), mode), new BareLoop(around.addresses(), batch));
        }
    }

    private void race(String mode, RunningSink sink, BareLoop bare) throws Exception {
        List<Lap> ofSink = new ArrayList<>();
        List<Lap> ofLoop = new ArrayList<>();
        for (int round = -WARM_UPS; round < ROUNDS; round++) {
            Lap sinks = sink.run(events, watch());
            Lap loops = bare.run(events, watch());
            if (round >= 0) {
                ofSink.add(sinks);
                ofLoop.add(loops);
            }
        }
        say("sink(" + mode + ")", ofSink);
        say("loop", ofLoop);
        System.out.printf(
                Locale.ROOT,
                "ratio of events/s=%.2f, of processor time=%.2f%n",
                median(ofSink, Lap::perSecond) / median(ofLoop, Lap::perSecond),
                median(ofSink, Lap::ownMicros) / median(ofLoop, Lap::ownMicros));
    }

    private Stopwatch watch() {
        return new Stopwatch(around::processorNanos);
    }

    private static void say(String name, List<Lap> laps) {
        System.out.printf(
                Locale.ROOT,
                "%s: %.0f events/s, processor time of an event: own %.1f us, broker and endpoint %.1f us%n",
                name,
                median(laps, Lap::perSecond),
                median(laps, Lap::ownMicros),
                median(laps, Lap::othersMicros));
    }

    private static double median(List<Lap> laps, ToDoubleFunction<Lap> figure) {
        return laps.stream()
                .sorted(Comparator.comparingDouble(figure))
                .skip(laps.size() / 2)
                .findFirst()
                .map(figure::applyAsDouble)
                .orElseThrow();
    }
}
