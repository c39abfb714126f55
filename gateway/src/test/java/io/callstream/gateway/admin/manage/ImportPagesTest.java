package io.callstream.gateway.admin.manage;

import static org.assertj.core.api.Assertions.assertThat;

import io.callstream.gateway.config.KeyHash;
import io.callstream.gateway.identity.EntityKind;
import java.util.Collections;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Entities as another proxy had them are taken, and changes that cannot be written are refused. */
class ImportPagesTest {
    private static final String TEAM = "{'kind':'team','id':'core','fields':{'team_alias':'Core','spend':1.5}}";

    private final Desk desk = new Desk();

    private Reply take(String entities, String more) {
        return desk.done("/callstream/import", "{'entities':[" + entities + "]" + more + "}");
    }

    @Test
    void whatIsNewIsWrittenWithWhatItHasSpent() {
        Reply reply =
                take(TEAM + ",{'kind':'key','id':'sk-of-litellm','fields':{'team_id':'core','max_budget':2}}", "");

        assertThat(reply.object())
                .containsEntry("written", 2L)
                .containsEntry("kept", 0L)
                .containsEntry("problems", Collections.emptyList());
        assertThat(desk.get("/team/info?team_id=core").object("team_info").get("spend"))
                .hasToString("1.5");
        assertThat(desk.as("sk-of-litellm").get("/key/info").object("info")).containsEntry("team_id", "core");
    }

    @Test
    void aKeyMayBeNamedByItsHash() {
        take("{'kind':'key','id':'" + KeyHash.of("sk-of-litellm").hex() + "','fields':{}}", "");

        assertThat(desk.as("sk-of-litellm")).isNotNull();
    }

    @Test
    void whatIsThereStaysUnlessItIsToBeReplaced() {
        desk.done("/team/new", "{'team_id':'core','team_alias':'Mine'}");

        assertThat(take(TEAM, "").object()).containsEntry("written", 0L).containsEntry("kept", 1L);
        assertThat(alias()).isEqualTo("Mine");
        assertThat(take(TEAM, ",'replace':true").object())
                .containsEntry("written", 1L)
                .containsEntry("kept", 0L);
        assertThat(alias()).isEqualTo("Core");
    }

    private Object alias() {
        return desk.get("/team/info?team_id=core").object("team_info").get("team_alias");
    }

    @Test
    void aDryRunWritesNothing() {
        assertThat(take(TEAM, ",'dry_run':true").object()).containsEntry("written", 1L);
        assertThat(desk.identities.find(EntityKind.TEAM, "core")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'kind':'planet','id':'x'}                     | kind and id are needed (kind: key, team, user, customer, organization, tag or budget)",
                "{'kind':'team'}                                | kind and id are needed (kind: key, team, user, customer, organization, tag or budget)",
                "{'id':'x'}                                     | kind and id are needed (kind: key, team, user, customer, organization, tag or budget)",
                "{'kind':'team','id':' '}                       | the id of a team has 1 to 1024 characters",
                "{'kind':'team','id':'x','fields':{'rpm_limit':-1}} | rpm_limit is not what it must be (expected a whole number, 0 or more)",
                "{'kind':'team','id':'x','fields':{'blocked':1,'models':7}} | blocked is not what it must be (expected true or false); models is not what it must be (expected a list of strings)",
            })
    void whatCannotBeTakenIsNamedAndTheRestIsWritten(String entity, String says) {
        Reply reply = take(entity + "," + TEAM, "");

        assertThat(reply.at("written")).isEqualTo(1L);
        assertThat(reply.list("problems"))
                .singleElement()
                .satisfies(problem ->
                        assertThat(((Map<?, ?>) problem).get("message")).isEqualTo(says));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"{}", "{'entities':[]}", "{'entities':'x'}", "{'entities':[7]}"})
    void thereHasToBeSomething(String body) {
        assertThat(desk.post("/callstream/import", body).refusal())
                .isEqualTo("400 entities: entities is not what it must be (expected 1 to 2000 objects)");
    }

    @Test
    void andNotTooMuch() {
        String one = "{'kind':'tag','id':'x','fields':{}},";
        assertThat(take(one.repeat(1_999) + TEAM, ",'dry_run':true").at("written"))
                .isEqualTo(2_000L);
        assertThat(desk.post("/callstream/import", "{'entities':[" + one.repeat(2_000) + TEAM + "]}")
                        .outcome())
                .isEqualTo("400 entities");
    }

    /** Nobody is told that a key is blocked when no other gateway will hear of it. */
    @Test
    void aChangeThatIsNotWrittenIsRefused() {
        desk.done("/key/generate", "{'key':'sk-of-core-1'}");
        desk.tables.topic("llm.identity").goAway();

        assertThat(desk.post("/key/block", "{'key':'sk-of-core-1'}").refusal())
                .startsWith("503 null: The change was not written, or it is not known whether it was: ");
        assertThat(desk.post("/callstream/import", "{'entities':[" + TEAM + "]}")
                        .status())
                .isEqualTo(503);
        assertThat(desk.post("/key/delete", "{'keys':['sk-of-core-1']}").status())
                .isEqualTo(503);
        assertThat(desk.get("/key/info?key=sk-of-core-1").status()).isEqualTo(200);
    }
}
