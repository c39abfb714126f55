package io.callstream.spool.ship;

/**
 * How shipping goes, for metrics and health.
 *
 * @param state {@code shipping}, or what is being waited for: {@code waiting for kafka}, {@code waiting for registry}
 * @param acknowledged records that Kafka has acknowledged since the start
 * @param refused records that Kafka refused for good
 * @param shortened records that were sent again with less in them, because they were too large for their topic
 * @param restarts how often the producers were made anew after a fault
 */
public record ShipStats(String state, long acknowledged, long refused, long shortened, long restarts) {
    static final String FLOWS = "shipping";

    /** Whether nothing is being waited for. */
    public boolean flows() {
        return FLOWS.equals(state);
    }
}
