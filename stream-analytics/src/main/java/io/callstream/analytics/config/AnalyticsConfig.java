package io.callstream.analytics.config;

import io.callstream.analytics.rule.AlertRules;
import io.callstream.settings.KafkaSettings;
import io.callstream.settings.Key;
import io.callstream.settings.Problems;
import io.callstream.settings.RegistrySettings;
import io.callstream.settings.Section;
import io.callstream.settings.SettingsException;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;

/**
 * Everything that analytics reads of a configuration.
 *
 * @param kafka where the topics are
 * @param registry where their schemas are
 * @param analytics how much runs, and how long things are kept
 * @param rules rules of alerts
 * @param api who may ask
 * @param sinkPages health pages of sinks, by their names
 */
public record AnalyticsConfig(
        KafkaSettings kafka,
        RegistrySettings registry,
        AnalyticsSettings analytics,
        AlertRules rules,
        ApiSettings api,
        Map<String, URI> sinkPages) {
    static final Key<Map<String, Object>> SINK_HEALTH = Key.mapping("sink_health")
            .byDefault(Map.of(), "")
            .says(
                    "Health page of each sink by its name, such as `postgres: http://sink-postgres:4100/health`, for rules about"
                            + " sinks; `up` fills it in. Without it only the lag is known, as Kafka has it.");

    public AnalyticsConfig {
        sinkPages = Map.copyOf(sinkPages);
    }

    /** Reads what concerns analytics and notes what is wrong as problems of the section. */
    public static AnalyticsConfig read(Section root) {
        Section callstream = root.section("callstream");
        Section analytics = callstream.section("analytics");
        Section general = root.section("general_settings");
        AnalyticsConfig config = new AnalyticsConfig(
                KafkaSettings.read(callstream.section("kafka")),
                RegistrySettings.read(callstream.section("schema_registry")),
                AnalyticsSettings.read(analytics),
                AlertRules.read(callstream, general),
                ApiSettings.read(analytics, general),
                sinkPages(analytics.section(SINK_HEALTH.name())));
        analytics.get(AnalyticsSettings.ENABLED); // read by who starts everything
        analytics.rejectUnknownKeys();
        return config;
    }

    private static Map<String, URI> sinkPages(Section section) {
        Map<String, URI> pages = new HashMap<>();
        section.keys().forEach(sink -> section.url(sink).ifPresent(page -> pages.put(sink, page)));
        return pages;
    }

    /** @throws SettingsException naming everything that is wrong */
    public static AnalyticsConfig of(Section root) {
        AnalyticsConfig config = read(root);
        Problems problems = root.problems();
        problems.throwIfAny();
        return config;
    }
}
