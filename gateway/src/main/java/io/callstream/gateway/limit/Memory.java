package io.callstream.gateway.limit;

/**
 * The memory that requests and answers under way may take, and its parts.
 *
 * @param all everything
 * @param heads request heads that are not whole yet: whoever has shown no key can take no more than this
 * @param counting texts that wait for their tokens to be counted
 * @param files bodies that wait to be written to files
 */
public record Memory(ByteBudget all, ByteBudget heads, ByteBudget counting, ByteBudget files) {
    /** Besides this there are what the gateway itself needs, and room for the collector to work. */
    private static final double OF_THE_HEAP = 0.3;

    private static final long LEAST = 8L << 20;

    /** @param configured 0 to take what the heap allows */
    public static Memory of(long configured, long heap) {
        return of(configured > 0 ? configured : Math.max(LEAST, (long) (heap * OF_THE_HEAP)));
    }

    public static Memory of(long bytes) {
        ByteBudget all = new ByteBudget(bytes);
        return new Memory(all, all.part(bytes / 4), all.part(bytes / 4), all.part(bytes / 4));
    }
}
