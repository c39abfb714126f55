package io.callstream.gateway.auth;

import io.callstream.gateway.config.ApiKey;
import io.callstream.gateway.config.KeyHash;
import io.callstream.gateway.error.CallError;
import io.callstream.gateway.error.GatewayError;
import io.callstream.gateway.identity.AccessGroups;
import io.callstream.gateway.identity.Entity;
import io.callstream.gateway.identity.EntityKind;
import io.callstream.gateway.identity.Fields;
import io.callstream.gateway.identity.Grants;
import io.callstream.gateway.identity.Identities;
import io.callstream.gateway.identity.Owners;
import io.callstream.gateway.identity.TeamModels;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The keys that are made at run time. What a key may do is worked out once and kept until anything changes. Safe for all threads.
 */
public final class ManagedKeys {
    private static final int MOST_KEPT = 50_000;
    private static final Admission UNKNOWN = new Admission.Refused(new CallError(
            GatewayError.KEY_UNKNOWN,
            "Authentication Error, Invalid proxy server token passed. Unable to find token in cache or"
                    + " `LiteLLM_VerificationToken`: the gateway has no such key.",
            "key"));

    private final Identities identities;
    private final AccessGroups groups;
    private final TeamModels teams;
    private final Clock clock;
    private final boolean anonymous;
    private final Map<KeyHash, Known> kept = new ConcurrentHashMap<>();

    /** @param version of the identities, which it was worked out with */
    private record Known(long version, Admission admission) {}

    /**
     * Those of a table.
     *
     * @param groups of models, that keys and teams may name
     * @param teams models of one team each
     * @param anonymous whether events say nothing of keys and their owners
     */
    public ManagedKeys(Identities identities, AccessGroups groups, TeamModels teams, Clock clock, boolean anonymous) {
        this.identities = identities;
        this.groups = groups;
        this.teams = teams;
        this.clock = clock;
        this.anonymous = anonymous;
    }

    /** Another number whenever what was admitted has to be asked anew. */
    long version() {
        return identities.version();
    }

    Admission admit(KeyHash hash) {
        long version = identities.version();
        Known known = kept.get(hash);
        if (known == null || known.version() != version) {
            Admission admission = workOut(hash);
            if (admission == UNKNOWN) {
                kept.remove(hash);
                return UNKNOWN;
            }
            known = new Known(version, admission);
            if (kept.size() >= MOST_KEPT) {
                kept.clear();
            }
            kept.put(hash, known);
        }
        return stillValid(known.admission());
    }

    /** As it is now, if its time is not over. */
    Admission stillValid(Admission admission) {
        if (admission instanceof Admission.Admitted admitted) {
            long until = admitted.grant().validUntilMillis();
            if (until != Long.MAX_VALUE && clock.millis() >= until) {
                return expired(Instant.ofEpochMilli(until));
            }
        }
        return admission;
    }

    private static Admission expired(Instant since) {
        return new Admission.Refused(new CallError(
                GatewayError.KEY_EXPIRED,
                "Authentication Error - Expired Key. Key Expiry time " + since,
                "key",
                "Authentication Error - Expired Key."));
    }

    private Admission workOut(KeyHash hash) {
        Optional<Entity> key = identities.find(EntityKind.KEY, hash.hex());
        if (key.isEmpty()) {
            return UNKNOWN;
        }
        Fields fields = key.get().fields();
        Owners owners = Owners.of(fields, identities);
        String unreadable = Owners.unreadable(fields, identities);
        CallError blocked = unreadable == null ? blocked(fields, owners) : unreadable(unreadable);
        return blocked == null
                ? new Admission.Admitted(
                        apiKey(hash, fields, owners.team()),
                        new Grants(identities, groups, teams).of(key.get(), owners))
                : new Admission.Refused(blocked);
    }

    /** Nobody knows what it may, and whether it may anything. */
    private static CallError unreadable(String word) {
        return new CallError(
                GatewayError.KEY_BLOCKED,
                "What limits the key, its " + word
                        + ", was written by another version of the gateway and cannot be read by"
                        + " this one: start that version, or save the " + word + " again.",
                "key");
    }

    private static @Nullable CallError blocked(Fields key, Owners owners) {
        if (key.flag("blocked")) {
            return new CallError(
                    GatewayError.KEY_BLOCKED, "Key is blocked. Update via `/key/unblock` if you're an admin.", "key");
        }
        CallError team = blocked(owners.team(), "team", "Update via `/team/unblock` if you're an admin.");
        return team == null
                ? blocked(
                        owners.organization(), "organization", "Update via `/organization/update` if you're an admin.")
                : team;
    }

    private static @Nullable CallError blocked(Optional<Entity> group, String word, String how) {
        if (group.isEmpty() || !group.get().fields().flag("blocked")) {
            return null;
        }
        String shown = word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1);
        return new CallError(
                GatewayError.KEY_BLOCKED,
                shown + "=" + group.get().id() + " is blocked. " + how,
                word + "_id",
                "The key's " + word + " is blocked. " + how);
    }

    private ApiKey apiKey(KeyHash hash, Fields key, Optional<Entity> team) {
        List<String> routes = new ArrayList<>(key.texts("routes"));
        team.ifPresent(its -> routes.addAll(its.fields().texts("routes")));
        ApiKey whole = new ApiKey(
                hash,
                key.text("key_alias"),
                key.text("team_id"),
                key.text("user_id"),
                routes,
                key.texts("selectable_routes"),
                key.texts("disabled_callbacks"));
        return anonymous ? whole.withoutOwner() : whole;
    }
}
