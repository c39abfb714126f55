package io.callstream.gateway.config;

import io.callstream.settings.Key;
import io.callstream.settings.Secret;
import io.callstream.settings.Section;
import io.callstream.settings.TeamSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A key that clients may present, and whose it is. */
public record ApiKey(
        KeyHash hash,
        @Nullable String alias,
        @Nullable String teamId,
        @Nullable String userId,
        List<String> routes,
        List<String> selectableRoutes,
        List<String> disabledCallbacks,
        boolean anonymous) {
    static final Key<Optional<KeyHash>> HASH = Key.scalar("key_sha256", KeyHash::new)
            .optional()
            .says("SHA-256 (hex) of the key; or give the key itself as `key`, best as os.environ/NAME.");
    private static final Key<Optional<Secret>> PLAIN =
            Key.secret("key").optional().says("The key itself.");
    static final Key<Optional<String>> ALIAS =
            Key.text("alias").optional().says("Human name of the key, kept in events.");
    static final Key<Optional<String>> TEAM = Key.text("team_id").optional().says("Team of the key, kept in events.");
    static final Key<Optional<String>> USER =
            Key.text("user_id").optional().says("User that owns the key, kept in events.");
    static final Key<List<String>> ROUTES = Key.texts("routes")
            .byDefault(List.of(), "")
            .says("Sink routes (accounts of the key's own) that apply to the key's calls.");
    static final Key<List<String>> SELECTABLE_ROUTES = Key.texts("selectable_routes")
            .byDefault(List.of(), "")
            .says("Further sink routes that a request with this key may choose in its `callbacks`.");
    static final Key<List<String>> DISABLED_CALLBACKS = Key.texts("disabled_callbacks")
            .byDefault(List.of(), "")
            .says("Sinks that never get the calls of this key.");

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
    public ApiKey withoutOwner() {
        return new ApiKey(hash, null, null, null, routes, selectableRoutes, disabledCallbacks, true);
    }

    /** The same key in the hands of another user; of one of which no event says whose it is, nothing is said. */
    public ApiKey withUser(String user) {
        return anonymous
                ? this
                : new ApiKey(hash, alias, teamId, user, routes, selectableRoutes, disabledCallbacks, false);
    }

    /** What events say of the key itself; null when they are to say nothing. */
    public @Nullable String recordedHash() {
        return anonymous ? null : hash.hex();
    }

    static Optional<ApiKey> read(Section key) {
        Optional<KeyHash> hash = hash(key);
        String alias = key.get(ALIAS).orElse(null);
        String team = key.get(TEAM).orElse(null);
        String user = key.get(USER).orElse(null);
        List<String> routes = key.get(ROUTES);
        List<String> selectable = key.get(SELECTABLE_ROUTES);
        List<String> disabled = key.get(DISABLED_CALLBACKS);
        return hash.map(found -> new ApiKey(found, alias, team, user, routes, selectable, disabled));
    }

    private static Optional<KeyHash> hash(Section key) {
        Optional<KeyHash> plain = key.get(PLAIN).map(KeyHash::ofWritten);
        Optional<KeyHash> hashed = key.get(HASH);
        if (plain.isPresent() == hashed.isPresent() && !Told.of(key, PLAIN, HASH)) {
            String unset = key.unsetVariable(PLAIN.name())
                    .map(name -> "; " + name + " is not set")
                    .orElse("");
            key.problem(PLAIN.name(), "exactly one of key and key_sha256 is needed" + unset);
        }
        return plain.or(() -> hashed);
    }
}
