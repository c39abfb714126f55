package io.callstream.gateway.admin.manage;

import static org.assertj.core.api.Assertions.assertThat;

import io.callstream.gateway.config.KeyHash;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Keys that are made anew, and spending that is stated anew. */
class KeyRenewalTest {
    private static final String KEY = "sk-abcd-efgh";
    private static final String HASH = KeyHash.of(KEY).hex();

    private final Desk desk = new Desk();

    private Reply made(String more) {
        return desk.done("/key/generate", "{'key':'" + KEY + "'" + more + "}");
    }

    private Map<String, Object> info(String key) {
        return desk.get("/key/info?key=" + key).object("info");
    }

    @Test
    void aKeyThatIsMadeAnewKeepsWhatItIsAndWhatItHasSpent() {
        made(",'key_alias':'ci','max_budget':9,'models':['small'],'duration':'1h'");
        desk.spent("2030-01-03", HASH, null, null, 1_250_000_001L);
        desk.clock.passes(Duration.ofMinutes(5));

        Reply fresh = desk.done("/key/regenerate", "{'key':'" + KEY + "','max_budget':10}");

        assertThat(fresh.object())
                .containsEntry("key_alias", "ci")
                .containsEntry("max_budget", 10L)
                .containsEntry("models", List.of("small"))
                .containsEntry("expires", "2030-01-03T13:00:00Z");
        assertThat(fresh.text("spend")).isEqualTo("1.250000001");
        assertThat(fresh.text("key")).isNotEqualTo(KEY);
        assertThat(desk.whyNot(KEY)).isEqualTo("token_not_found_in_db");
        assertThat(desk.whyNot(fresh.text("key"))).isEqualTo("admitted");
        assertThat(desk.get("/key/aliases").list("aliases")).containsExactly("ci");
    }

    @Test
    void theNewKeyMayBeChosen() {
        made("");

        assertThat(desk.done("/key/" + KEY + "/regenerate", "{'new_key':'sk-new-12345678'}")
                        .text("key"))
                .isEqualTo("sk-new-12345678");
        assertThat(desk.post("/key/sk-new-12345678/regenerate", "{'new_key':'sk-new-12345678'}")
                        .outcome())
                .isEqualTo("400 null");
        assertThat(desk.whyNot("sk-new-12345678")).isEqualTo("admitted");
        assertThat(desk.post("/key/sk-new-12345678/regenerate", "{'new_key':7}").refusal())
                .isEqualTo("400 new_key: new_key is not what it must be (expected a string)");
    }

    @Test
    void theOldKeyIsGoodForItsGracePeriodAndNoLonger() {
        made(",'key_alias':'ci'");

        Reply fresh = desk.done("/key/regenerate", "{'key':'" + KEY + "','grace_period':'24h'}");

        assertThat(info(HASH)).containsEntry("expires", "2030-01-04T12:00:00Z").containsEntry("key_alias", null);
        assertThat(fresh.object()).containsEntry("key_alias", "ci").containsEntry("expires", null);
        assertThat(desk.whyNot(KEY)).isEqualTo("admitted");
        desk.clock.is("2030-01-04T12:00:00Z");
        assertThat(desk.whyNot(KEY)).isEqualTo("expired_key");
        assertThat(desk.whyNot(fresh.text("key"))).isEqualTo("admitted");
    }

    @Test
    void aGracePeriodMakesNoKeyValidForLonger() {
        made(",'duration':'1h'");
        desk.done("/key/regenerate", "{'key':'" + KEY + "','grace_period':'24h','duration':'30d'}");

        assertThat(info(HASH)).containsEntry("expires", "2030-01-03T13:00:00Z");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "'-1'   | grace_period is not what it must be (expected such as 24h)",
                "24     | grace_period is not what it must be (expected such as 24h)",
                "'soon' | grace_period is 'soon' (expected a number and s, m, h, d, w or mo, such as 30s, 1h, 1d, 7d or 1mo)",
            })
    void aGracePeriodHasAnEnd(String period, String says) {
        made("");

        assertThat(desk.post("/key/regenerate", "{'key':'" + KEY + "','grace_period':" + period + "}")
                        .refusal())
                .isEqualTo("400 grace_period: " + says);
        assertThat(desk.whyNot(KEY)).isEqualTo("admitted");
    }

    @Test
    void whatWasSpentIsStatedAnew() {
        made(",'max_budget':9,'budget_duration':'1d'");
        desk.spent("2030-01-03", HASH, null, null, 2_000_000_000L);
        desk.clock.passes(Duration.ofSeconds(1));

        Reply reset = desk.done("/key/" + KEY + "/reset_spend", "{'reset_to':0.5}");

        assertThat(reset.object())
                .containsEntry("key_hash", HASH)
                .containsEntry("max_budget", 9L)
                .containsEntry("budget_reset_at", "2030-01-04T00:00:00Z");
        assertThat(reset.text("spend")).isEqualTo("0.5");
        assertThat(reset.text("previous_spend")).isEqualTo("2.0");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "2", "2.0"})
    void toNothingOrToAllOfIt(String wanted) {
        made("");
        desk.spent("2030-01-03", HASH, null, null, 2_000_000_000L);

        assertThat(desk.post("/key/" + HASH + "/reset_spend", "{'reset_to':" + wanted + "}")
                        .text("spend"))
                .isEqualTo(wanted);
    }

    @ParameterizedTest
    @ValueSource(strings = {"2.000000001", "-1", "'1'", "null", "true", "1e400"})
    void toNoMoreThanItIs(String wanted) {
        made("");
        desk.spent("2030-01-03", HASH, null, null, 2_000_000_000L);

        assertThat(desk.post("/key/" + HASH + "/reset_spend", "{'reset_to':" + wanted + "}")
                        .refusal())
                .isEqualTo(
                        "400 reset_to: reset_to is not what it must be (expected a number from 0 to what has been spent, 2.0)");
    }
}
