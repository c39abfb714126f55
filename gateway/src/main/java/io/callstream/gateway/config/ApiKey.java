package io.callstream.gateway.config;

import io.callstream.settings.Section;
import io.callstream.settings.TeamSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A key that clients may present, and whose it is. */
public record ApiKey(
        @Setting(
                key = "callstream.auth.keys[].key_sha256",
                says = "SHA-256 (hex) of the key; or give the key itself as `key`, best as os.environ/NAME.")
        KeyHash hash,

        @Setting(key = "callstream.auth.keys[].alias", says = "Human name of the key, kept in events.") @Nullable String alias,

        @Setting(key = "callstream.auth.keys[].team_id", says = "Team of the key, kept in events.") @Nullable String teamId,

        @Setting(key = "callstream.auth.keys[].user_id", says = "User that owns the key, kept in events.") @Nullable String userId,

        @Setting(
                key = "callstream.auth.keys[].routes",
                says = "Sink routes (accounts of the key's own) that apply to the key's calls.")
        List<String> routes,

        @Setting(
                key = "callstream.auth.keys[].selectable_routes",
                says = "Further sink routes that a request with this key may choose in its `callbacks`.")
        List<String> selectableRoutes,

        @Setting(
                key = "callstream.auth.keys[].disabled_callbacks",
                says = "Sinks that never get the calls of this key.")
        List<String> disabledCallbacks,

        boolean anonymous) {
    public ApiKey(
            KeyHash hash,
            @Nullable String alias,
            @Nullable String teamId,
            @Nullable String userId,
            List<String> routes,
            List<String> selectableRoutes,
            List<String> disabledCallbacks) {
        this(hash, alias, teamId, userId, routes, selectableRoutes, disabledCallbacks, false);
    }

    public ApiKey {
        routes = routes.stream().distinct().toList();
        selectableRoutes = List.copyOf(selectableRoutes);
        disabledCallbacks = disabledCallbacks.stream().distinct().toList();
    }

    /** LiteLLM's master key: valid for everything, nobody's in particular. */
    static ApiKey master(KeyHash hash) {
        return new ApiKey(hash, "master_key", null, null, List.of(), List.of(), List.of());
    }

    /** With the route of its team, where the team has accounts of its own. */
    ApiKey withTeam(List<TeamSettings> teams) {
        List<String> all = new ArrayList<>(routes);
        teams.stream()
                .filter(team -> team.teamId().equals(teamId))
                .map(TeamSettings::route)
                .forEach(all::add);
        return new ApiKey(hash, alias, teamId, userId, all, selectableRoutes, disabledCallbacks, anonymous);
    }

    /** The same key, of which no event says whose it is. */
    ApiKey withoutOwner() {
        return new ApiKey(hash, null, null, null, routes, selectableRoutes, disabledCallbacks, true);
    }

    /** What events say of the key itself; null when they are to say nothing. */
    public @Nullable String toldHash() {
        return anonymous ? null : hash.hex();
    }

    static Optional<ApiKey> read(Section key) {
        Optional<KeyHash> hash = hash(key);
        String alias = key.text("alias").orElse(null);
        String team = key.text("team_id").orElse(null);
        String user = key.text("user_id").orElse(null);
        List<String> routes = key.texts("routes");
        List<String> selectable = key.texts("selectable_routes");
        List<String> disabled = key.texts("disabled_callbacks");
        return hash.map(found -> new ApiKey(found, alias, team, user, routes, selectable, disabled));
    }

    private static Optional<KeyHash> hash(Section key) {
        Optional<KeyHash> plain = key.secret("key").map(secret -> KeyHash.of(secret.reveal()));
        Optional<KeyHash> hashed = key.text("key_sha256").flatMap(hex -> parse(key, hex));
        if (plain.isPresent() == hashed.isPresent()) {
            String unset = key.unsetVariable("key")
                    .map(name -> "; " + name + " is not set")
                    .orElse("");
            key.problem("key", "exactly one of key and key_sha256 is needed" + unset);
        }
        return plain.or(() -> hashed);
    }

    private static Optional<KeyHash> parse(Section key, String hex) {
        try {
            return Optional.of(new KeyHash(hex));
        } catch (IllegalArgumentException e) {
            key.problem("key_sha256", String.valueOf(e.getMessage()));
            return Optional.empty();
        }
    }
}
