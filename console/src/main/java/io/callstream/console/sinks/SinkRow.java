package io.callstream.console.sinks;

/**
 * An account of a sink, as the page shows it.
 *
 * @param account the sink's name, or with a route's after a dot
 * @param sink the sink's name
 * @param state what it does: running, waiting, held, ...; unknown when its health page is not known
 * @param reason what keeps it; empty when nothing does
 * @param lag what it has not dealt with
 * @param traffic what it does
 */
public record SinkRow(String account, String sink, String state, String reason, Lag lag, Traffic traffic) {
    /**
     * How far it is behind.
     *
     * @param records as Kafka has it
     * @param seconds age of the oldest that it holds; negative when that is not known
     */
    public record Lag(long records, double seconds) {}

    /**
     * Since its start, but for the rate.
     *
     * @param perSecond records that it has dealt with each second, lately; negative when that is not known yet
     * @param letters open or closed dead letters; as the other figures negative when not known
     */
    public record Traffic(double perSecond, long delivered, long retries, long letters, long filtered) {}

    /** Whether it can be let try again before its time. */
    public boolean resumable() {
        return state.equals("held") || state.equals("waiting");
    }
}
