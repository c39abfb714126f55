package io.callstream.analytics.config;

import io.callstream.settings.Secret;
import io.callstream.settings.Section;
import java.util.List;
import java.util.Optional;

/**
 * Who may ask the read API.
 *
 * @param keys {@code callstream.analytics.api_keys}, else {@code general_settings.master_key}
 * @param hosts further names under which the port answers
 * @param advertise where other instances reach this one, as host:port; empty for the address it listens on
 */
public record ApiSettings(List<Secret> keys, List<String> hosts, Optional<String> advertise) {
    public ApiSettings {
        keys = List.copyOf(keys);
        hosts = List.copyOf(hosts);
    }

    public static ApiSettings read(Section analytics, Section generalSettings) {
        List<Secret> keys = analytics.texts("api_keys").stream()
                .filter(key -> !key.isEmpty())
                .map(Secret::new)
                .toList();
        Optional<Secret> master = generalSettings.secret("master_key");
        Optional<String> advertise = analytics.text("advertise");
        advertise
                .filter(address -> !address.matches("[^\\s:/]+:\\d{1,5}|\\[[^\\]\\s]+\\]:\\d{1,5}"))
                .ifPresent(address -> analytics.problem("advertise", "is '" + address + "' (expected host:port)"));
        return new ApiSettings(
                keys.isEmpty() ? master.stream().toList() : keys, analytics.texts("health_hosts"), advertise);
    }
}
