package io.callstream.sink.runtime;

import io.callstream.settings.Environment;
import io.callstream.settings.Section;
import io.callstream.sink.runtime.catalogue.SinkCatalogue;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * What to start.
 *
 * @param sink the sink's name
 * @param catalogue where to find it
 * @param config the whole configuration file
 * @param environment environment variables
 * @param dataDirectory a folder of the sink's own
 * @param health where to answer {@code /health} and {@code /metrics}, if anywhere
 * @param clock the time
 * @param random safe for use by several threads
 */
public record SinkRunnerOptions(
        String sink,
        SinkCatalogue catalogue,
        Section config,
        Environment environment,
        Path dataDirectory,
        Optional<InetSocketAddress> health,
        Clock clock,
        RandomGenerator random) {
    /** The same with an address of {@code /health} and {@code /metrics}. */
    public SinkRunnerOptions withHealth(InetSocketAddress address) {
        return new SinkRunnerOptions(
                sink, catalogue, config, environment, dataDirectory, Optional.of(address), clock, random);
    }

    /** The same with another configuration file. */
    SinkRunnerOptions withConfig(Section changed) {
        return new SinkRunnerOptions(sink, catalogue, changed, environment, dataDirectory, health, clock, random);
    }

    /** Whether the other configuration says the same about this sink, and where it reads. */
    boolean saysTheSameAs(SinkRunnerOptions other) {
        return own().saysTheSameAs(other.own())
                && callstream("kafka").saysTheSameAs(other.callstream("kafka"))
                && callstream("schema_registry").saysTheSameAs(other.callstream("schema_registry"))
                && callstream("erasures").saysTheSameAs(other.callstream("erasures"))
                && config.section("callback_settings").saysTheSameAs(other.config.section("callback_settings"))
                && says("callstream", "alerts").equals(other.says("callstream", "alerts"))
                && says("general_settings", "alerting").equals(other.says("general_settings", "alerting"))
                && config.section("litellm_settings").saysTheSameAs(other.config.section("litellm_settings"));
    }

    private Optional<String> says(String section, String key) {
        return config.section(section).json(key);
    }

    /** The sink's own section. */
    Section own() {
        return callstream("sinks").section(sink);
    }

    private Section callstream(String key) {
        return config.section("callstream").section(key);
    }
}
