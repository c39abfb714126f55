package io.callstream.gateway.admin.manage;

import io.callstream.gateway.config.KeyManagement;
import io.callstream.json.InvalidJsonException;
import io.callstream.json.PlainValues;
import io.callstream.json.Slice;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.HashMap;
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

    /** Puts in what the request does not say. @throws ManagementException if it says too much */
    void apply(Map<String, Object> fields) {
        defaults.forEach((name, value) -> {
            if (fields.get(name) == null) {
                fields.put(name, value);
            }
        });
        most.forEach((name, bound) -> {
            Object said = fields.get(name);
            if (said == null) {
                fields.put(name, bound);
            } else if (over(name, said, bound)) {
                throw ManagementException.bad(
                        name + " is over max limit set in config - user_value=" + said + "; max_value=" + bound, name);
            }
        });
    }

    private static boolean over(String name, Object said, Object bound) {
        if (LENGTHS.contains(name)) {
            Instant most = end(bound);
            Instant wanted = end(said);
            return most != null && (wanted == null || wanted.isAfter(most));
        }
        return said instanceof Number
                && bound instanceof Number
                && new BigDecimal(said.toString()).compareTo(new BigDecimal(bound.toString())) > 0;
    }

    /** From 1970 on; null for never. */
    private static @Nullable Instant end(Object length) {
        String text = String.valueOf(length);
        return Durations.end(text, Instant.EPOCH);
    }
}
