package io.callstream.gateway.redact;

import java.util.Arrays;

/** The steps of an automaton, by state and character, in one array: few states have more than one. For one writer first. */
final class StepTable {
    private static final long NONE = -1;
    private static final int SMALLEST = 64;
    private static final long MIX = 0x9E3779B97F4A7C15L;

    private long[] steps = empty(SMALLEST);
    private int[] states = new int[SMALLEST];
    private int count;

    /** Hears of every step. */
    interface Each {
        void step(int from, char c, int to);
    }

    /** The next state; 0 when there is none. */
    int get(int from, char c) {
        long step = (long) from << 16 | c;
        for (int at = place(step); ; at = at + 1 & steps.length - 1) {
            if (steps[at] == step) {
                return states[at];
            }
            if (steps[at] == NONE) {
                return 0;
            }
        }
    }

    /** A step that is not there yet. */
    void put(int from, char c, int to) {
        if (2 * ++count > steps.length) {
            grow();
        }
        insert((long) from << 16 | c, to);
    }

    void each(Each each) {
        for (int at = 0; at < steps.length; at++) {
            if (steps[at] != NONE) {
                each.step((int) (steps[at] >>> 16), (char) (steps[at] & 0xffff), states[at]);
            }
        }
    }

    private void grow() {
        long[] old = steps;
        int[] to = states;
        steps = empty(2 * old.length);
        states = new int[2 * old.length];
        for (int at = 0; at < old.length; at++) {
            if (old[at] != NONE) {
                insert(old[at], to[at]);
            }
        }
    }

    private void insert(long step, int to) {
        int at = place(step);
        while (steps[at] != NONE) {
            at = at + 1 & steps.length - 1;
        }
        steps[at] = step;
        states[at] = to;
    }

    private int place(long step) {
        return (int) (step * MIX >>> 40) & steps.length - 1;
    }

    private static long[] empty(int length) {
        long[] steps = new long[length];
        Arrays.fill(steps, NONE);
        return steps;
    }
}
