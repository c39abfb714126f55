package io.callstream.gateway.config;

import io.callstream.settings.Environment;
import io.callstream.settings.Section;
import io.callstream.settings.TeamSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Who may call. */
public record AuthConfig(
        @Setting(
                key = "general_settings.master_key",
                says = "Key that every client may use; without it and without callstream.auth.keys, anybody may call.")
        List<ApiKey> keys,

        @Setting(
                key = "callstream.auth.refused_events_per_second",
                says =
                        "Calls without a valid key that are recorded as events, in each second; the rest is only counted.")
        int refusedEventsPerSecond,

        @Setting(
                key = "callstream.auth.refused_bytes_per_day",
                says =
                        "Size, about, of the events of calls without a valid key, in each day; the rest is only counted.")
        long refusedBytesPerDay,

        @Setting(
                key = "general_settings.litellm_key_header_name",
                says =
                        "Header that clients present their key in, before the usual ones: x-litellm-api-key, Authorization,"
                                + " api-key, x-api-key, x-goog-api-key, Ocp-Apim-Subscription-Key.")
        Optional<String> keyHeader,

        @Setting(
                key = "callstream.auth.selectable_routes",
                says =
                        "Sink routes that every request may choose in its `callbacks`; others that it names are ignored.")
        List<String> selectableRoutes,

        @Setting(
                key = "litellm_settings.redact_user_api_key_info",
                says = "Leaves hash, name, user and team of keys out of every event.")
        boolean anonymous) {
    private static final int DEFAULT_REFUSED_EVENTS = 10;
    private static final long DEFAULT_REFUSED_BYTES = 64L << 20;
    private static final String MASTER_KEY = "master_key";
    private static final String KEY_HEADER = "litellm_key_header_name";

    public AuthConfig(
            List<ApiKey> keys,
            int refusedEventsPerSecond,
            long refusedBytesPerDay,
            Optional<String> keyHeader,
            List<String> selectableRoutes) {
        this(keys, refusedEventsPerSecond, refusedBytesPerDay, keyHeader, selectableRoutes, false);
    }

    public AuthConfig {
        keys = List.copyOf(keys);
        selectableRoutes = List.copyOf(selectableRoutes);
    }

    /** Whether anybody may call. */
    public boolean open() {
        return keys.isEmpty();
    }

    static AuthConfig read(Section general, Section auth, Section litellmSettings, Environment environment) {
        List<ApiKey> keys = new ArrayList<>();
        master(general, environment).ifPresent(keys::add);
        List<TeamSettings> teams = TeamSettings.read(litellmSettings);
        auth.sections("keys")
                .forEach(key ->
                        ApiKey.read(key).map(found -> found.withTeam(teams)).ifPresent(keys::add));
        boolean anonymous = litellmSettings.flag("redact_user_api_key_info", false);
        return new AuthConfig(
                anonymous ? keys.stream().map(ApiKey::withoutOwner).toList() : keys,
                auth.integer("refused_events_per_second", DEFAULT_REFUSED_EVENTS, 0, 1_000_000),
                Sizes.readLong(auth, "refused_bytes_per_day", DEFAULT_REFUSED_BYTES, 0, 1L << 50),
                general.text(KEY_HEADER).map(String::strip).filter(name -> !name.isEmpty()),
                auth.texts("selectable_routes"),
                anonymous);
    }

    /** A master key that is named and empty would open the gateway to everybody who takes it to be closed. */
    private static Optional<ApiKey> master(Section general, Environment environment) {
        Optional<String> missing = general.missing(MASTER_KEY);
        if (missing.isPresent()) {
            general.accept(MASTER_KEY);
            general.problem(MASTER_KEY, missing.get() + " (remove the key to let anybody call)");
            return Optional.empty();
        }
        return general.text(MASTER_KEY)
                .or(() -> environment.get("LITELLM_MASTER_KEY"))
                .map(key -> ApiKey.master(KeyHash.of(key)));
    }
}
