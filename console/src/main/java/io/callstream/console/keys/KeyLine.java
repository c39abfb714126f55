package io.callstream.console.keys;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * A key or a team, as the page lists it.
 *
 * @param id the key's hash, or the team's id
 * @param name its alias; empty without one
 * @param detail of a key the end of its secret, as the gateway keeps it
 * @param team of a key
 * @param money what it has spent and may spend
 * @param limits of a minute; empty without any
 */
public record KeyLine(
        String id,
        String name,
        String detail,
        String team,
        Money money,
        String limits,
        String expires,
        boolean blocked) {
    private static final int NONE = -1;

    /**
     * In US dollars.
     *
     * @param budget what it may spend; negative without a bound
     * @param period after which spending begins at nothing again; empty for never
     */
    public record Money(double spent, double budget, String period) {
        /** From 0 to 100; negative without a bound. */
        public int percent() {
            return budget <= 0 ? NONE : (int) Math.min(100, Math.round(100 * spent / budget));
        }

        static Money of(JsonNode row) {
            JsonNode budget = row.path("litellm_budget_table").isObject() ? row.path("litellm_budget_table") : row;
            JsonNode most = row.path("max_budget").isNumber() ? row.path("max_budget") : budget.path("max_budget");
            String period = row.path("budget_duration").asText("");
            return new Money(row.path("spend").asDouble(0), most.asDouble(NONE), period.equals("null") ? "" : period);
        }
    }

    static KeyLine key(JsonNode row) {
        return new KeyLine(
                row.path("token").asText(""),
                text(row, "key_alias"),
                text(row, "key_name"),
                text(row, "team_id"),
                Money.of(row),
                limits(row),
                text(row, "expires"),
                row.path("blocked").asBoolean(false));
    }

    static KeyLine team(JsonNode row) {
        return new KeyLine(
                row.path("team_id").asText(""),
                text(row, "team_alias"),
                "",
                "",
                Money.of(row),
                limits(row),
                "",
                row.path("blocked").asBoolean(false));
    }

    private static String limits(JsonNode row) {
        String rpm = row.path("rpm_limit").isNumber() ? row.path("rpm_limit").asLong() + " rpm" : "";
        String tpm = row.path("tpm_limit").isNumber() ? row.path("tpm_limit").asLong() + " tpm" : "";
        return rpm.isEmpty() || tpm.isEmpty() ? rpm + tpm : rpm + ", " + tpm;
    }

    private static String text(JsonNode row, String name) {
        JsonNode value = row.path(name);
        return value.isTextual() ? value.asText() : "";
    }
}
