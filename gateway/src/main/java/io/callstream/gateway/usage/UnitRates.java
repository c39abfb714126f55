package io.callstream.gateway.usage;

/**
 * What the things cost that calls are paid by beside tokens, in 10^-12 US dollars; negative where there is no price.
 *
 * @param image one that is made
 * @param pixel of an image that is made
 * @param second of sound
 * @param character of a text that is spoken
 * @param query of a ranking
 */
record UnitRates(long image, long pixel, long second, long character, long query) {
    static final long NONE = -1;
    private static final long MILLIS = 1_000;

    boolean none() {
        return image < 0 && pixel < 0 && second < 0 && character < 0 && query < 0;
    }

    /** Cost of what was made; negative when that has no price. */
    long output(Units used) {
        if (used.images() <= 0) {
            return NONE;
        }
        long pixels = used.pixels();
        boolean bySize = image < 0 && pixel >= 0 && pixels > 0;
        return bySize
                ? Math.multiplyExact(Math.multiplyExact(used.images(), pixels), pixel)
                : times(used.images(), image);
    }

    /** Cost of what was taken in; negative when that has no price. */
    long input(Units used) {
        long sound = used.millis() <= 0 || second < 0 ? NONE : Math.multiplyExact(used.millis(), second) / MILLIS;
        long spoken = times(used.characters(), character);
        long asked = times(used.queries(), query);
        return Math.max(sound, Math.max(spoken, asked));
    }

    private static long times(long count, long rate) {
        return count <= 0 || rate < 0 ? NONE : Math.multiplyExact(count, rate);
    }
}
