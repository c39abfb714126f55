package io.callstream.sink.runtime;

import io.callstream.settings.Section;
import io.callstream.settings.TeamSettings;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What a LiteLLM file says of sinks, in LiteLLM's own places, put under the sink's own settings. */
final class LitellmSettings {
    private static final Map<String, String> S3 = Map.of(
            "s3_bucket_name", "bucket",
            "s3_region_name", "region",
            "s3_endpoint_url", "url",
            "s3_path", "prefix",
            "s3_aws_access_key_id", "access_key",
            "s3_aws_secret_access_key", "secret_key",
            "s3_aws_session_token", "session_token");

    private static final Map<String, String> HONEYHIVE = honeyhive();

    /** What a team may have of its own, by the names in its entry. */
    private static final Map<String, Map<String, String>> OF_TEAMS = Map.of(
            "langfuse",
                    Map.of(
                            "langfuse_public_key", "public_key",
                            "langfuse_secret", "secret_key",
                            "langfuse_secret_key", "secret_key",
                            "langfuse_host", "base_url"),
            "posthog", Map.of("posthog_api_key", "api_key", "posthog_api_url", "api_url"),
            "honeyhive", HONEYHIVE);

    /** Facts of LiteLLM's own that nothing is known of here. */
    private static final Set<String> NO_TAGS = Set.of(
            "cache_key",
            "proxy_base_url",
            "semantic-similarity",
            "user_api_key_user_email",
            "user_api_key_team_alias",
            "user_api_key_org_id",
            "user_api_key_project_id");

    private final String sink;
    private final Section litellm;
    private final Section callback;
    private final Map<String, Object> values = new LinkedHashMap<>();

    private LitellmSettings(String sink, Section config) {
        this.sink = sink;
        this.litellm = config.section("litellm_settings");
        this.callback = config.section("callback_settings").section(sink);
    }

    /** In this order: where two names mean the same, the later one wins. */
    private static Map<String, String> honeyhive() {
        Map<String, String> names = new LinkedHashMap<>();
        names.put("honeyhive_api_key", "api_key");
        names.put("honeyhive_project", "project");
        names.put("honeyhive_api_url", "api_url");
        names.put("honeyhive_source", "environment");
        names.put("honeyhive_environment", "environment");
        return Collections.unmodifiableMap(names);
    }

    /** @param own the sink's section, whose own word wins */
    static Section under(Section own, String sink, Section config) {
        LitellmSettings settings = new LitellmSettings(sink, config);
        settings.collect();
        return own.over(new Section(own.path(), settings.values, own.problems()));
    }

    private void collect() {
        if (callback.has("message_logging") && !callback.flag("message_logging", true)) {
            values.put("include_content", false);
        }
        switch (sink) {
            case "s3" -> values.putAll(litellm.section("s3_callback_params").renamed(S3));
            case "honeyhive" -> values.putAll(litellm.renamed(HONEYHIVE));
            case "langfuse" -> defaultTags();
            default -> {}
        }
        teams();
    }

    private void defaultTags() {
        List<String> tags = litellm.texts("langfuse_default_tags").stream()
                .filter(tag -> !NO_TAGS.contains(tag))
                .toList();
        if (!tags.isEmpty()) {
            values.put("default_tags", tags);
        }
    }

    private void teams() {
        Map<String, Object> routes = new LinkedHashMap<>();
        Map<String, String> names = OF_TEAMS.getOrDefault(sink, Map.of());
        for (TeamSettings team : names.isEmpty() ? List.<TeamSettings>of() : TeamSettings.read(litellm)) {
            if (team.tells(sink)) {
                Map<String, Object> account = account(team, names);
                if (!account.isEmpty()) {
                    routes.put(team.route(), account);
                }
            }
        }
        if (!routes.isEmpty()) {
            values.put(Accounts.ROUTES.name(), routes);
        }
    }

    /** A team's key that cannot be made out must not become the key of everybody's account. */
    private static Map<String, Object> account(TeamSettings team, Map<String, String> names) {
        names.keySet()
                .forEach(key -> team.values()
                        .missing(key)
                        .ifPresent(why -> team.values().problem(key, why)));
        return team.values().renamed(names);
    }
}
