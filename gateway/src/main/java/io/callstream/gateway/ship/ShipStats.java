package io.callstream.gateway.ship;

/**
 * How shipping goes, for metrics and health.
 *
 * @param state {@code shipping}, or what is being waited for: {@code waiting for kafka}, {@code waiting for registry}
 * @param acknowledged records that Kafka has acknowledged since the start
 * @param refused records that Kafka refused for good
 * @param restarts how often the producers were made anew after a fault
 */
public record ShipStats(String state, long acknowledged, long refused, long restarts) {
    static final String FLOWS = "shipping";

    /** Whether nothing is being waited for. */
    public boolean flows() {
        return FLOWS.equals(state);
    }
}
