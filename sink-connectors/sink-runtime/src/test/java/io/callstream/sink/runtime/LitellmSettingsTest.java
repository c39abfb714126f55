package io.callstream.sink.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.callstream.settings.ConfigFile;
import io.callstream.settings.Environment;
import io.callstream.settings.Problems;
import io.callstream.settings.Section;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What a LiteLLM file says of sinks reaches them from where LiteLLM has it. */
class LitellmSettingsTest {
    private final Problems problems = new Problems();

    @Test
    void messageLoggingOfACallbackKeepsContentFromIt() {
        String yaml = "callback_settings: {otel: {message_logging: false}, file: {message_logging: true}}";

        assertThat(of("otel", yaml).text("include_content")).contains("false");
        assertThat(of("file", yaml).text("include_content")).isEmpty();
        assertThat(of("otel", yaml + "\ncallstream: {sinks: {otel: {include_content: true}}}")
                        .text("include_content"))
                .contains("true");
    }

    @Test
    void s3CallbackParams() {
        Section s3 = of("s3", """
                litellm_settings:
                  s3_callback_params:
                    s3_bucket_name: logs
                    s3_region_name: us-west-2
                    s3_aws_access_key_id: os.environ/ID
                    s3_path: my/path
                """);

        assertThat(s3.text("bucket")).contains("logs");
        assertThat(s3.text("region")).contains("us-west-2");
        assertThat(s3.text("access_key")).contains("from-id");
        assertThat(s3.text("prefix")).contains("my/path");
    }

    @Test
    void tagsOfLangfuseButThoseThatNothingIsKnownOf() {
        String yaml = "litellm_settings: {langfuse_default_tags: [cache_key, user_api_key_alias]}";

        assertThat(of("langfuse", yaml).texts("default_tags")).containsExactly("user_api_key_alias");
        assertThat(of("file", yaml).has("default_tags")).isFalse();
    }

    @Test
    void keysOfHoneyHive() {
        Section honeyhive = of(
                "honeyhive",
                "litellm_settings: {honeyhive_api_key: k, honeyhive_project: p, honeyhive_environment: e, honeyhive_source: older}");

        assertThat(honeyhive.text("api_key")).contains("k");
        assertThat(honeyhive.text("project")).contains("p");
        assertThat(honeyhive.text("environment")).contains("e");
    }

    @Test
    void teamsHaveAccountsOfTheirOwn() {
        Section langfuse = of("langfuse", """
                litellm_settings:
                  default_team_settings:
                    - {team_id: Team 1, success_callback: [langfuse], langfuse_public_key: pk-1, langfuse_secret: sk-1}
                    - {team_id: team-2, success_callback: [file], langfuse_public_key: pk-2}
                """);

        Map<String, Section> routes = Accounts.routes(langfuse, Set.of());
        assertThat(routes).containsOnlyKeys("team-team-1");
        assertThat(routes.get("team-team-1").text("public_key")).contains("pk-1");
        assertThat(routes.get("team-team-1").text("secret_key")).contains("sk-1");
        assertThat(problems.none()).isTrue();
    }

    @Test
    void aTeamsKeyThatCannotBeMadeOutIsAProblem() {
        of("langfuse", """
                litellm_settings:
                  default_team_settings:
                    - {team_id: t, success_callback: [langfuse], langfuse_public_key: os.environ/NOT_SET}
                """);

        assertThat(problems.found())
                .containsExactly("litellm_settings.default_team_settings[0].langfuse_public_key: needs environment"
                        + " variable NOT_SET, which is not set");
    }

    private Section of(String sink, String yaml) {
        Section config = new ConfigFile(Environment.of(Map.of("ID", "from-id"))).parse(yaml, "c", problems);
        return LitellmSettings.under(
                config.section("callstream").section("sinks").section(sink), sink, config);
    }
}
