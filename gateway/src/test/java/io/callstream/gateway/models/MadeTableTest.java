package io.callstream.gateway.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.callstream.gateway.config.MoreModels.LeftOut;
import io.callstream.gateway.identity.Fields;
import io.callstream.settings.Secret;
import io.callstream.table.MemoryTable;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Models and credentials that were made, in the table that gateways share. */
class MadeTableTest {
    private static final Secret SALT = new Secret("salt");
    /** Each takes a tenth of a second to make. */
    private static final Map<Secret, Sealer> SEALERS = new ConcurrentHashMap<>();

    private static final String ANOTHER_SALT =
            "cannot be decrypted: LITELLM_SALT_KEY (without it general_settings.master_key) is"
                    + " another than when it was made; set that one, or make it anew";

    private final MemoryTable shared = MemoryTable.alone();
    private final List<String> changes = new ArrayList<>();
    private final MadeTable table = new MadeTable(shared, SALT, () -> changes.add("changed"), MadeTableTest::sealer);

    private static Sealer sealer(Secret salt) {
        return SEALERS.computeIfAbsent(salt, Sealer::new);
    }

    private static MadeRecord model(String id) {
        return new MadeRecord(
                MadeKind.MODEL,
                id,
                new Fields(Map.of(
                        "model_name",
                        "gpt",
                        "model_info",
                        Map.of("team", "blue", "id", "other"),
                        "created_at",
                        "2026-11-28",
                        "created_by",
                        "ann")),
                new Fields(Map.of("model", "openai/m", "api_key", "sk-secret", "rpm", 3L)));
    }

    private void write(String key, String value) {
        shared.put(key, value.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void whatIsSavedIsFoundAgain() throws UnreadableMadeException {
        table.save(model("a"));

        assertThat(table.has(MadeKind.MODEL, "a")).isTrue();
        assertThat(table.has(MadeKind.CREDENTIAL, "a")).isFalse();
        assertThat(table.find(MadeKind.MODEL, "a")).contains(model("a"));
        assertThat(table.find(MadeKind.MODEL, "b")).isEmpty();
    }

    @Test
    void noSecretStandsInTheTopicNorInALog() {
        table.save(model("a"));

        assertThat(new String(shared.get("model:a"), StandardCharsets.UTF_8))
                .startsWith("{\"v\":1,\"fields\":{")
                .contains("\"model_name\":\"gpt\"")
                .doesNotContain("sk-secret", "openai/m");
        assertThat(model("a")).hasToString("MadeRecord[model:a]");
    }

    @Test
    void anEntryIsAsTheFileWouldHaveIt() {
        table.save(model("a"));

        assertThat(table.content().models().entries())
                .isEqualTo(Map.of(
                        "a",
                        Map.of(
                                "model_name",
                                "gpt",
                                "litellm_params",
                                Map.of("model", "openai/m", "api_key", "sk-secret", "rpm", 3L),
                                "model_info",
                                Map.of(
                                        "team",
                                        "blue",
                                        "id",
                                        "a",
                                        "db_model",
                                        true,
                                        "created_at",
                                        "2026-11-28",
                                        "created_by",
                                        "ann"))));
    }

    @Test
    void aBlockedModelSaysSo() {
        MadeRecord blocked = model("a").with(new Fields(Map.of("blocked", true)), Fields.NONE);

        assertThat(MadeTable.info(blocked).values()).isEqualTo(Map.of("id", "a", "db_model", true, "blocked", true));
        assertThat(MadeTable.entry(blocked)).doesNotContainKey("model_name");
    }

    @Test
    void credentialsAreKeptByTheirNames() {
        table.save(new MadeRecord(
                MadeKind.CREDENTIAL, "my key: 1", Fields.NONE, new Fields(Map.of("api_key", "sk-secret"))));
        table.save(model("a"));

        assertThat(table.content().models().credentials())
                .isEqualTo(Map.of("my key: 1", Map.of("api_key", "sk-secret")));
        assertThat(table.all(MadeKind.CREDENTIAL, new ArrayList<>())).containsOnlyKeys("my key: 1");
        assertThat(table.all(MadeKind.MODEL, new ArrayList<>())).containsOnlyKeys("a");
    }

    @Test
    void whatIsRemovedIsGone() {
        table.save(model("a"));
        table.remove(MadeKind.CREDENTIAL, "a");
        assertThat(table.has(MadeKind.MODEL, "a")).isTrue();
        table.remove(MadeKind.MODEL, "a");

        assertThat(table.has(MadeKind.MODEL, "a")).isFalse();
        assertThat(table.content().models().entries()).isEmpty();
    }

    @Test
    void eachChangeIsToldAndHasItsNumber() {
        long before = table.version();
        table.save(model("a"));
        long saved = table.version();
        table.remove(MadeKind.MODEL, "a");

        assertThat(saved).isNotEqualTo(before);
        assertThat(table.version()).isNotEqualTo(saved);
        assertThat(changes).hasSize(2);
    }

    @Test
    void anotherSaltReadsNothingAndTheOldOneAllAgain() {
        table.save(model("a"));
        table.saltIs(new Secret("another"));

        assertThat(table.content().models().entries()).isEmpty();
        assertThat(table.content().unreadable()).containsExactly(new LeftOut("model:a", List.of(ANOTHER_SALT)));
        assertThatThrownBy(() -> table.find(MadeKind.MODEL, "a"))
                .isInstanceOf(UnreadableMadeException.class)
                .hasMessage(ANOTHER_SALT);

        table.saltIs(SALT);
        assertThat(table.content().unreadable()).isEmpty();
        assertThat(table.content().models().entries()).containsOnlyKeys("a");
    }

    @Test
    void whatWasPutUnderAnotherNameIsNotRead() {
        table.save(model("a"));
        shared.put("model:b", shared.get("model:a"));

        assertThat(table.content().unreadable()).containsExactly(new LeftOut("model:b", List.of(ANOTHER_SALT)));
        assertThat(table.content().models().entries()).containsOnlyKeys("a");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "nonsense                                 | is no JSON that a gateway wrote",
                "[]                                       | is no JSON that a gateway wrote",
                "{}                                       | was written by a version of the gateway that has another form for it",
                "{\"v\":2,\"fields\":{},\"sealed\":\"x\"} | was written by a version of the gateway that has another form for it",
                "{\"v\":\"1\",\"sealed\":\"x\"}           | was written by a version of the gateway that has another form for it",
                "{\"v\":1,\"fields\":{}}                  | was written by a version of the gateway that has another form for it",
            })
    void whatNoGatewayWroteTakesNoOtherModelWithIt(String value, String why) {
        table.save(model("a"));
        write("model:b", value);

        assertThat(table.content().unreadable()).containsExactly(new LeftOut("model:b", List.of(why)));
        assertThat(table.content().models().entries()).containsOnlyKeys("a");
    }

    @Test
    void sealedTextThatIsNoneCannotBeDecrypted() {
        write("credential:b", "{\"v\":1,\"fields\":{},\"sealed\":\"not base64!\"}");

        assertThat(table.content().unreadable()).containsExactly(new LeftOut("credential:b", List.of(ANOTHER_SALT)));
    }

    /** Whoever has the salt may have written it by hand. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1_025})
    void anIdThatNoGatewayGivesTakesNoOtherModelWithItEither(int length) {
        String key = "model:" + (length == 0 ? " " : "x".repeat(length));
        String sealed = sealer(SALT).seal(key, "{}");
        table.save(model("a"));
        write(key, "{\"v\":1,\"fields\":{},\"sealed\":\"" + sealed + "\"}");

        assertThat(table.content().models().entries()).containsOnlyKeys("a");
        assertThat(table.content().unreadable())
                .containsExactly(new LeftOut(key, List.of("is under an id that no gateway gives")));
    }

    @Test
    void secretsThatAreNoObjectAreNotRead() {
        write("model:b", "{\"v\":1,\"fields\":{},\"sealed\":\"" + sealer(SALT).seal("model:b", "[]") + "\"}");

        assertThat(table.content().unreadable())
                .containsExactly(new LeftOut("model:b", List.of("is no JSON that a gateway wrote")));
    }

    @Test
    void keysOfOtherKindsAreNoModels() {
        write("model:", "{}");
        write("team:a", "{}");

        assertThat(table.content().unreadable()).isEmpty();
        assertThat(table.content().models().entries()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1_025})
    void anIdHasCharacters(int length) {
        assertThatThrownBy(() -> new MadeRecord(MadeKind.MODEL, "x".repeat(length), Fields.NONE, Fields.NONE))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("has 1 to 1024 characters");
        assertThat(new MadeRecord(MadeKind.MODEL, "x".repeat(1_024), Fields.NONE, Fields.NONE).key())
                .hasSize("model:".length() + 1_024);
    }
}
