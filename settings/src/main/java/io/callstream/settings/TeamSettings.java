package io.callstream.settings;

import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * One entry of LiteLLM's {@code default_team_settings}: a team with accounts of its own at sinks. Calls of the team's keys
 * take a route of that name, and sinks have an account for it.
 */
public record TeamSettings(String teamId, Section values) {
    private static final String KEY = "default_team_settings";
    private static final List<String> LISTS = List.of("callbacks", "success_callback", "failure_callback");
    private static final Set<String> LIMITS =
            Set.of("max_budget", "budget_duration", "tpm_limit", "rpm_limit", "models");

    public static List<TeamSettings> read(Section litellmSettings) {
        return litellmSettings.sections(KEY).stream()
                .map(entry -> new TeamSettings(entry.required("team_id"), entry))
                .toList();
    }

    /** Marks as read what sinks read of it. Limits are none of that: a team has those of its own. */
    public void leaveToSinks() {
        values.keys().stream().filter(key -> !LIMITS.contains(key)).forEach(values::accept);
    }

    /** The route of the team's calls. */
    public String route() {
        return "team-" + teamId.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9_-]", "-");
    }

    /** Whether the team's calls are told to this sink. */
    public boolean tells(String sink) {
        return LISTS.stream().anyMatch(list -> values.names(list).contains(sink));
    }
}
