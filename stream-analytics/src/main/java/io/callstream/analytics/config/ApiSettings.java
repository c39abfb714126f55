package io.callstream.analytics.config;

import io.callstream.settings.Key;
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

    static final Key<List<String>> API_KEYS =
            Key.texts("api_keys").byDefault(List.of(), "").says("Keys of the read API; by default the master key.");
    static final Key<List<String>> HEALTH_HOSTS =
            Key.texts("health_hosts").byDefault(List.of(), "").says("Further names under which the port answers.");
    static final Key<Optional<String>> ADVERTISE = Key.text("advertise")
            .expecting(address -> address.matches("[^\\s:/]+:\\d{1,5}|\\[[^\\]\\s]+\\]:\\d{1,5}"), "host:port")
            .optional()
            .says(
                    "host:port under which other instances reach this one; by default where it listens, or the machine's name.");

    public static ApiSettings read(Section analytics, Section generalSettings) {
        List<Secret> keys = analytics.get(API_KEYS).stream()
                .filter(key -> !key.isEmpty())
                .map(Secret::new)
                .toList();
        Optional<Secret> master = generalSettings.secret("master_key");
        return new ApiSettings(
                keys.isEmpty() ? master.stream().toList() : keys,
                analytics.get(HEALTH_HOSTS),
                analytics.get(ADVERTISE));
    }
}
