package io.callstream.benchmarks.delivery;

/**
 * One way to do the work, once.
 *
 * @param events how many were delivered
 * @param nanos that it took
 * @param own processor time of this process, in nanoseconds
 * @param others processor time of the process around it
 */
record Lap(long events, long nanos, long own, long others) {
    double perSecond() {
        return events * 1e9 / nanos;
    }

    double ownMicros() {
        return own / 1e3 / events;
    }

    double othersMicros() {
        return others / 1e3 / events;
    }
}
