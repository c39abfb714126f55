package io.callstream.gateway.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.callstream.settings.Secret;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may call: keys of the file, the master key, and what may be made at run time. */
class AuthConfigTest {
    private static final String HASH = "9F86D081884C7D659A2FEAA0C55AD015A3BF4F1B2B0B822CD15D6C15B0F00A08";

    private static AuthConfig read(String yaml) {
        return read(yaml, Map.of());
    }

    private static AuthConfig read(String yaml, Map<String, String> variables) {
        return Configs.read(Configs.MODEL + yaml, variables).auth();
    }

    private static ApiKey key(String settings) {
        return read("callstream: {auth: {keys: [{" + settings + "}]}}").keys().get(0);
    }

    @Test
    void aKeyMayBeGivenByItsHash() {
        assertThat(key("key_sha256: " + HASH).hash()).isEqualTo(KeyHash.of("test"));
        assertThat(key("key: test").hash().hex()).isEqualTo(HASH.toLowerCase(Locale.ROOT));
        assertThat(new KeyHash(HASH)).hasSameHashCodeAs(KeyHash.of("test")).isNotEqualTo(KeyHash.of("other"));
    }

    /** A hash with digits of another script would be nobody's, and its key refused without a word. */
    @ParameterizedTest
    @ValueSource(ints = {0, 63, 65})
    void aHashHas64HexDigits(int length) {
        assertThatThrownBy(() -> new KeyHash("a".repeat(length))).hasMessage("expected 64 hex digits");
        assertThatThrownBy(() -> new KeyHash("g".repeat(64))).hasMessage("expected 64 hex digits");
        assertThatThrownBy(() -> new KeyHash("\u0661".repeat(64))).hasMessage("expected 64 hex digits");
    }

    @Test
    void aKeySaysWhoseItIsAndWhichSinksItsCallsReach() {
        ApiKey key = key(
                "key: k, alias: a, team_id: t, user_id: u, routes: [r, r], selectable_routes: s, disabled_callbacks: [d, d]");

        assertThat(key).isEqualTo(new ApiKey(KeyHash.of("k"), "a", "t", "u", List.of("r"), List.of("s"), List.of("d")));
        assertThat(key.recordedHash()).isEqualTo(KeyHash.of("k").hex());
        assertThat(key.withUser("v").userId()).isEqualTo("v");
        assertThat(key.withoutOwner().withUser("v").userId()).isNull();
        assertThat(key.withoutOwner().recordedHash()).isNull();
        assertThat(key.withoutOwner().routes()).containsExactly("r");
    }

    @Test
    void theMasterKeyComesFromTheFileOrTheEnvironment() {
        Map<String, String> variables = Map.of("LITELLM_MASTER_KEY", "sk-env", "MINE", "sk-mine");

        assertThat(hashes("general_settings: {master_key: sk-file}", variables)).containsExactly(KeyHash.of("sk-file"));
        assertThat(hashes("general_settings: {master_key: os.environ/MINE}", variables))
                .containsExactly(KeyHash.of("sk-mine"));
        assertThat(hashes("", variables)).containsExactly(KeyHash.of("sk-env"));
        assertThat(hashes("", Map.of("LITELLM_MASTER_KEY", " "))).isEmpty();
    }

    private static List<KeyHash> hashes(String yaml, Map<String, String> variables) {
        return read(yaml, variables).keys().stream().map(ApiKey::hash).toList();
    }

    /** Clients cannot send the blank or the line end that a file of a secret has behind it. */
    @ParameterizedTest
    @ValueSource(strings = {"sk-1\n", " sk-1", "sk-1\r\n"})
    void whatStandsAroundAKeyIsNoPartOfIt(String value) {
        Map<String, String> variables = Map.of("LITELLM_MASTER_KEY", value, "KEY", value);

        assertThat(hashes("", variables)).containsExactly(KeyHash.of("sk-1"));
        assertThat(hashes("general_settings: {master_key: os.environ/KEY}", variables))
                .containsExactly(KeyHash.of("sk-1"));
        assertThat(hashes("callstream: {auth: {keys: [{key: os.environ/KEY}]}}", Map.of("KEY", value)))
                .containsExactly(KeyHash.of("sk-1"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "master_key: ''                | is empty",
                "master_key: os.environ/NO     | needs environment variable NO, which is not set",
                "master_key:                   | is empty",
            })
    void aMasterKeyThatIsNamedAndEmptyDoesNotOpenTheGateway(String general, String why) {
        assertThat(Configs.problems(
                        Configs.MODEL + "general_settings: {" + general + "}", Map.of("LITELLM_MASTER_KEY", "sk-env")))
                .containsExactly("general_settings.master_key: " + why + " (remove the key to let anybody call)");
    }

    @Test
    void anybodyMayCallWithoutKeys() {
        assertThat(read("").open()).isTrue();
        assertThat(read("callstream: {auth: {keys: [{key: a}]}}").open()).isFalse();
    }

    @Test
    void aTeamsAccountsAreForItsKeys() {
        AuthConfig auth = read("""
                litellm_settings:
                  default_team_settings: [{team_id: t, success_callback: [langfuse], langfuse_public_key: pk, langfuse_secret_key: sk}]
                callstream: {auth: {keys: [{key: a, team_id: t, routes: [r]}, {key: b, team_id: other}, {key: c}]}}
                """);

        assertThat(auth.keys().get(0).routes()).hasSize(2).startsWith("r");
        assertThat(auth.keys().get(1).routes()).isEmpty();
        assertThat(auth.keys().get(2).routes()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "refused_events_per_second: 1000001 | is 1000001 (expected 0 to 1000000)",
                "refused_events_per_second: -1      | is -1 (expected 0 to 1000000)",
                "refused_bytes_per_day: 1048577GiB  | is 1048577GiB (expected at most 1048576GiB)",
                "refused_bytes_per_day: much        | is 'much' (expected a size such as 512KiB, 64MiB or 1GiB)",
                "managed_keys: maybe                | is 'maybe' (expected true or false)",
            })
    void whatIsWrongIsNamed(String auth, String problem) {
        assertThat(Configs.problems(Configs.MODEL + "callstream: {auth: {" + auth + "}}"))
                .containsExactly("callstream.auth." + auth.split(":")[0] + ": " + problem);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                // general_settings                          | auth                | keys  | models
                "                                            |                     | false | false",
                "master_key: k                               |                     | true  | false",
                "master_key: k                               | managed_keys: false | false | false",
                "master_key: k, store_model_in_db: true      |                     | true  | true",
                "master_key: k, store_model_in_db: true      | managed_keys: false | false | false",
                "store_model_in_db: true                     |                     | false | false",
            })
    void whatIsMadeAtRunTimeNeedsAMasterKey(
            @Nullable String general, @Nullable String auth, boolean keys, boolean models) {
        KeyManagement management = read("general_settings: {" + (general == null ? "" : general)
                        + "}\ncallstream: {auth: {" + (auth == null ? "" : auth) + "}}")
                .management();

        assertThat(management.enabled()).isEqualTo(keys);
        assertThat(management.keepsModels()).isEqualTo(models);
        assertThat(management.isMaster(KeyHash.of("k"))).isEqualTo(general != null && general.contains("master_key"));
        assertThat(management.isMaster(KeyHash.of("other"))).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"true, true", "TRUE, true", "True, true", "false, false", "1, false"})
    void theEnvironmentMayAskForModelsToBeKept(String value, boolean kept) {
        KeyManagement management = read("general_settings: {master_key: k}", Map.of("STORE_MODEL_IN_DB", value))
                .management();

        assertThat(management.keepsModels()).isEqualTo(kept);
    }

    @Test
    void modelsAreSealedWithTheSaltElseWithTheMasterKey() {
        String general = "general_settings: {master_key: k, store_model_in_db: true}";

        assertThat(read(general).management().models().secret().map(Secret::reveal))
                .contains("k");
        assertThat(read(general, Map.of("LITELLM_SALT_KEY", "salt"))
                        .management()
                        .models()
                        .secret()
                        .map(Secret::reveal))
                .contains("salt");
    }

    @Test
    void whatNewKeysTeamsAndUsersSayIsTakenFromTheFile() {
        KeyManagement management = read("""
                litellm_settings:
                  default_key_generate_params: {max_budget: 1}
                  upperbound_key_generate_params: {tpm_limit: 2}
                  default_team_params: {max_budget: 3}
                  default_internal_user_params: {max_budget: 4, models: [m]}
                  max_internal_user_budget: 5
                  internal_user_budget_duration: ' 30d '
                """).management();

        assertThat(management.defaults()).isEqualTo(Map.of("max_budget", 1));
        assertThat(management.bounds()).isEqualTo(Map.of("tpm_limit", 2));
        assertThat(management.ofTeams()).isEqualTo(Map.of("max_budget", 3));
        assertThat(management.ofUsers())
                .isEqualTo(Map.of("max_budget", 4, "models", List.of("m"), "budget_duration", "30d"));
        assertThat(read("litellm_settings: {max_internal_user_budget: 5}")
                        .management()
                        .ofUsers())
                .isEqualTo(Map.of("max_budget", new BigDecimal("5")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "internal_user_budget_duration: 5parsecs | is '5parsecs' (expected a number and s, m, h, d, w or mo, such as 30s,"
                        + " 1h, 1d, 7d or 1mo)",
                "max_internal_user_budget: 1000000001    | is 1000000001 (expected 0 to 1000000000)",
                "default_team_params: 7                  | expected a mapping of keys to values",
            })
    void whatNoUserCanHaveIsNamed(String litellm, String problem) {
        assertThat(Configs.problems(Configs.MODEL + "litellm_settings: {" + litellm + "}"))
                .containsExactly("litellm_settings." + litellm.split(":")[0] + ": " + problem);
    }
}
