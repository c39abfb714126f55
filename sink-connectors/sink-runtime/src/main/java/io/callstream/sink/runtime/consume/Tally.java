package io.callstream.sink.runtime.consume;

/**
 * How events ended.
 *
 * @param delivered the destination has them
 * @param skipped not for this sink, or too old for its destination
 * @param refused kept among the dead letters
 */
public record Tally(long delivered, long skipped, long refused) {
    public static final Tally NONE = new Tally(0, 0, 0);

    public Tally plus(Tally other) {
        return new Tally(delivered + other.delivered, skipped + other.skipped, refused + other.refused);
    }

    /** How many have come to their end. */
    public long total() {
        return delivered + skipped + refused;
    }

    Tally plus(Outcome outcome) {
        return switch (outcome) {
            case DELIVERED -> new Tally(delivered + 1, skipped, refused);
            case SKIPPED -> new Tally(delivered, skipped + 1, refused);
            case REFUSED -> new Tally(delivered, skipped, refused + 1);
            case LEFT_OUT -> this;
        };
    }
}
