package io.callstream.gateway.route.strategy;

import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.random.RandomGenerator;

/** Chooses among those of the lowest score, at random. */
final class Lowest {
    private Lowest() {}

    /** @param buffer how much above the lowest is as good, as a share of it */
    static <C> C of(List<C> all, ToDoubleFunction<C> score, double buffer, RandomGenerator random) {
        double[] scores = new double[all.size()];
        double lowest = Double.POSITIVE_INFINITY;
        for (int i = 0; i < scores.length; i++) {
            scores[i] = score.applyAsDouble(all.get(i));
            lowest = Math.min(lowest, scores[i]);
        }
        double most = buffer == 0 ? lowest : lowest + lowest * buffer; // infinity times 0 is no number
        int good = 0;
        for (double each : scores) {
            good += each <= most ? 1 : 0;
        }
        int left = random.nextInt(good);
        int at = 0;
        while (scores[at] > most || left-- > 0) {
            at++;
        }
        return all.get(at);
    }
}
