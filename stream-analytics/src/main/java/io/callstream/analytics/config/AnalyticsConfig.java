package io.callstream.analytics.config;

import io.callstream.settings.KafkaSettings;
import io.callstream.settings.Problems;
import io.callstream.settings.RegistrySettings;
import io.callstream.settings.Section;
import io.callstream.settings.SettingsException;

/** Everything that analytics reads of a configuration. */
public record AnalyticsConfig(
        KafkaSettings kafka, RegistrySettings registry, AnalyticsSettings analytics, ApiSettings api) {
    /** Reads what concerns analytics and notes what is wrong as problems of the section. */
    public static AnalyticsConfig read(Section root) {
        Section callstream = root.section("callstream");
        Section analytics = callstream.section("analytics");
        AnalyticsConfig config = new AnalyticsConfig(
                KafkaSettings.read(callstream.section("kafka")),
                RegistrySettings.read(callstream.section("schema_registry")),
                AnalyticsSettings.read(analytics),
                ApiSettings.read(analytics, root.section("general_settings")));
        analytics.flag("enabled", true); // read by who starts everything
        analytics.rejectUnknownKeys();
        return config;
    }

    /** @throws SettingsException naming everything that is wrong */
    public static AnalyticsConfig of(Section root) {
        AnalyticsConfig config = read(root);
        Problems problems = root.problems();
        problems.throwIfAny();
        return config;
    }
}
