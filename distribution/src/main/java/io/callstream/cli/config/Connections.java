package io.callstream.cli.config;

import io.callstream.settings.CallbackLists;
import io.callstream.settings.KafkaSettings;
import io.callstream.settings.Problems;
import io.callstream.settings.RegistrySettings;
import io.callstream.settings.Section;

/**
 * The part of a configuration that tools need: where the topics and their schemas are.
 *
 * @param kafka where the topics are
 * @param registry where their schemas are
 * @param callbacks which sinks are in use
 */
public record Connections(KafkaSettings kafka, RegistrySettings registry, CallbackLists callbacks) {
    /** @throws io.callstream.settings.SettingsException naming every wrong value */
    public static Connections of(Configuration configuration) {
        Problems problems = new Problems();
        Section root = configuration.open(problems);
        Section callstream = root.section("callstream");
        Connections connections = new Connections(
                KafkaSettings.read(callstream.section("kafka")),
                RegistrySettings.read(callstream.section("schema_registry")),
                CallbackLists.read(root.section("litellm_settings")));
        problems.throwIfAny();
        return connections;
    }
}
