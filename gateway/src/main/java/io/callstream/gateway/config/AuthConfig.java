package io.callstream.gateway.config;

import io.callstream.settings.Section;
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
                says = "Calls without a valid key that are told as events, in each second; the rest is only counted.")
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
        List<String> selectableRoutes) {
    private static final int DEFAULT_REFUSED_EVENTS = 10;
    private static final long DEFAULT_REFUSED_BYTES = 64L << 20;

    public AuthConfig {
        keys = List.copyOf(keys);
        selectableRoutes = List.copyOf(selectableRoutes);
    }

    /** Whether anybody may call. */
    public boolean open() {
        return keys.isEmpty();
    }

    static AuthConfig read(Section general, Section auth) {
        List<ApiKey> keys = new ArrayList<>();
        general.unsetVariable("master_key")
                .ifPresent(name ->
                        general.problem("master_key", "needs environment variable " + name + ", which is not set"));
        general.secret("master_key").ifPresent(secret -> keys.add(ApiKey.master(KeyHash.of(secret.reveal()))));
        auth.sections("keys").forEach(key -> ApiKey.read(key).ifPresent(keys::add));
        return new AuthConfig(
                keys,
                auth.integer("refused_events_per_second", DEFAULT_REFUSED_EVENTS, 0, 1_000_000),
                Sizes.readLong(auth, "refused_bytes_per_day", DEFAULT_REFUSED_BYTES, 0, 1L << 50),
                general.text("litellm_key_header_name"),
                auth.texts("selectable_routes"));
    }
}
