package io.callstream.gateway.config;

import io.callstream.settings.Environment;
import io.callstream.settings.Key;
import io.callstream.settings.Secret;
import io.callstream.settings.Section;
import io.callstream.settings.TeamSettings;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Who may call. */
public record AuthConfig(
        List<ApiKey> keys,
        int refusedEventsPerSecond,
        long refusedBytesPerDay,
        Optional<String> keyHeader,
        List<String> selectableRoutes,
        boolean anonymous,
        KeyManagement management,
        LimitsConfig limits) {
    static final Key<Integer> REFUSED_EVENTS = Key.integer("refused_events_per_second")
            .min("0")
            .max("1000000")
            .byDefault("10")
            .says("Calls without a valid key that are recorded as events, in each second; the rest is only counted.");
    static final Key<Long> REFUSED_BYTES = Key.bytes("refused_bytes_per_day")
            .max("1048576GiB")
            .byDefault("64MiB")
            .says("Size, about, of the events of calls without a valid key, in each day; the rest is only counted.");
    static final Key<List<String>> SELECTABLE_ROUTES = Key.texts("selectable_routes")
            .byDefault(List.of(), "")
            .says("Sink routes that every request may choose in its `callbacks`; others that it names are ignored.");

    /** LiteLLM's, in its {@code general_settings}. */
    static final class OfGeneral {
        static final Key<Optional<Secret>> MASTER_KEY = Key.secret("master_key")
                .optional()
                .says("Key that every client may use; without it and without callstream.auth.keys, anybody may call.");
        static final Key<Optional<String>> KEY_HEADER = Key.text("litellm_key_header_name")
                .optional()
                .says(
                        "Header that clients present their key in, before the usual ones: x-litellm-api-key, Authorization,"
                                + " api-key, x-api-key, x-goog-api-key, Ocp-Apim-Subscription-Key.");

        private OfGeneral() {}
    }

    /** LiteLLM's, in its {@code litellm_settings}. */
    static final class OfLitellm {
        static final Key<Boolean> ANONYMOUS = Key.flag("redact_user_api_key_info")
                .byDefault("false")
                .says("Leaves hash, name, user and team of keys out of every event.");

        private OfLitellm() {}
    }

    public AuthConfig(
            List<ApiKey> keys,
            int refusedEventsPerSecond,
            long refusedBytesPerDay,
            Optional<String> keyHeader,
            List<String> selectableRoutes) {
        this(
                keys,
                refusedEventsPerSecond,
                refusedBytesPerDay,
                keyHeader,
                selectableRoutes,
                false,
                KeyManagement.NONE,
                LimitsConfig.NONE);
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
        Optional<Secret> master = master(general, environment);
        Optional<KeyHash> hash = master.map(KeyHash::ofWritten);
        hash.map(ApiKey::master).ifPresent(keys::add);
        List<TeamSettings> teams = TeamSettings.read(litellmSettings);
        teams.forEach(TeamSettings::leaveToSinks);
        Map<KeyHash, Section> sections = new LinkedHashMap<>();
        for (Section section : auth.sections("keys")) {
            ApiKey.read(section).ifPresent(key -> {
                keys.add(key.withTeam(teams));
                Section first = sections.putIfAbsent(key.hash(), section);
                if (first != null) {
                    section.problem("key", "is the key of " + first.path() + " (say all of a key in one place)");
                }
            });
        }
        boolean anonymous = litellmSettings.get(OfLitellm.ANONYMOUS);
        return new AuthConfig(
                anonymous ? keys.stream().map(ApiKey::withoutOwner).toList() : keys,
                auth.get(REFUSED_EVENTS),
                auth.get(REFUSED_BYTES),
                HeaderLines.name(general, OfGeneral.KEY_HEADER),
                auth.get(SELECTABLE_ROUTES),
                anonymous,
                KeyManagement.read(hash, auth, litellmSettings, ModelKeeping.read(general, environment, master)),
                LimitsConfig.read(general, litellmSettings, sections));
    }

    /** A master key that is named and empty would open the gateway to everybody who takes it to be closed. */
    private static Optional<Secret> master(Section general, Environment environment) {
        String name = OfGeneral.MASTER_KEY.name();
        Optional<String> missing = general.missing(name);
        if (missing.isPresent()) {
            general.accept(name);
            general.problem(name, missing.get() + " (remove the key to let anybody call)");
            return Optional.empty();
        }
        return general.get(OfGeneral.MASTER_KEY)
                .or(() -> environment.get("LITELLM_MASTER_KEY").map(Secret::new));
    }
}
