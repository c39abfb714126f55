package io.callstream.gateway.admin.manage;

import io.callstream.gateway.config.KeyManagement;
import io.callstream.gateway.error.ShownText;
import io.callstream.gateway.identity.Fields;
import io.callstream.json.InvalidJsonException;
import io.callstream.json.PlainValues;
import io.callstream.json.Slice;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the configuration says of what is made: LiteLLM's {@code default_} and {@code upperbound_key_generate_params}.
 *
 * @param ofTeams fields of a new team that does not say them
 * @param ofUsers fields of a new user that does not say them
 */
record KeyBounds(
        Map<String, Object> defaults,
        Map<String, Object> most,
        Map<String, Object> ofTeams,
        Map<String, Object> ofUsers) {
    private static final Set<String> LENGTHS = Set.of("duration", "budget_duration");
    private static final String DURATION = "duration";
    private static final String EXPIRES = "expires";

    static KeyBounds of(KeyManagement configured) {
        Map<String, Object> teams = new HashMap<>(json(configured.ofTeams()));
        teams.remove("models"); // LiteLLM gives those to teams of its sign-on alone
        Map<String, Object> users = new HashMap<>(json(configured.ofUsers()));
        users.remove("available_teams");
        return new KeyBounds(json(configured.defaults()), json(configured.bounds()), teams, users);
    }

    /** Numbers of a YAML file as those of a request. */
    private static Map<String, Object> json(Map<String, Object> values) {
        try {
            return PlainValues.readObject(Slice.of(PlainValues.write(values)));
        } catch (InvalidJsonException e) {
            throw new IllegalStateException(e); // it has just been written
        }
    }

    /** Puts in what the request for a new key does not say. @throws ManagementException if it says too much */
    void apply(Map<String, Object> fields, Instant now) {
        defaults.forEach((name, value) -> {
            if (saysNothing(fields.get(name))) {
                fields.put(name, value);
            }
        });
        most.forEach((name, bound) -> {
            boolean elsewhere = name.equals(DURATION) && fields.get(EXPIRES) != null;
            if (fields.get(name) == null && !elsewhere) {
                fields.put(name, bound);
            }
        });
        check(fields, now);
    }

    /** No list of models and no metadata are none said, as in LiteLLM. */
    private static boolean saysNothing(@Nullable Object value) {
        return value == null || value.equals(List.of()) || value.equals(Map.of());
    }

    /** Holds changes of a key to what a new one is held to: a limit that is taken away is the most that it may be. */
    void keep(Map<String, Object> changes, Instant now) {
        most.forEach((name, bound) -> {
            boolean forEver = name.equals(DURATION) && changes.containsKey(EXPIRES) && changes.get(EXPIRES) == null;
            boolean unlimited = !name.equals(DURATION) && changes.containsKey(name);
            if ((forEver || unlimited) && changes.get(name) == null) {
                changes.put(name, bound);
            }
        });
        check(changes, now);
    }

    private void check(Map<String, Object> fields, Instant now) {
        most.forEach((name, bound) -> {
            refuse(name, fields.get(name), bound, over(name, fields.get(name), bound));
            if (name.equals(DURATION) && fields.get(DURATION) == null) {
                Instant expires = new Fields(fields).time(EXPIRES);
                Instant last = end(name, bound, now);
                refuse(EXPIRES, fields.get(EXPIRES), bound, expires != null && last != null && expires.isAfter(last));
            }
        });
    }

    private static void refuse(String name, @Nullable Object said, Object bound, boolean over) {
        if (over) {
            throw ManagementException.bad(
                    name + " is over max limit set in config - user_value=" + ShownText.of(String.valueOf(said))
                            + "; max_value=" + bound,
                    name);
        }
    }

    private static boolean over(String name, @Nullable Object said, Object bound) {
        if (said == null) {
            return false;
        }
        if (LENGTHS.contains(name)) {
            Instant most = end(name, bound, Instant.EPOCH);
            Instant wanted = end(name, said, Instant.EPOCH);
            return most != null && (wanted == null || wanted.isAfter(most));
        }
        return said instanceof Number
                && bound instanceof Number
                && new BigDecimal(said.toString()).compareTo(new BigDecimal(bound.toString())) > 0;
    }

    /** Lengths are compared as if they began in 1970, so that a month is as long as the longest; null for never. */
    private static @Nullable Instant end(String name, Object length, Instant now) {
        return Durations.end(name, String.valueOf(length), now);
    }
}
