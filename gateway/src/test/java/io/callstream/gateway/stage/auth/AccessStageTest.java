package io.callstream.gateway.stage.auth;

import static org.assertj.core.api.Assertions.assertThat;

import io.callstream.events.topic.TopicCatalogue;
import io.callstream.gateway.call.CallRig;
import io.callstream.gateway.call.StageRig;
import io.callstream.gateway.config.ApiKey;
import io.callstream.gateway.config.KeyHash;
import io.callstream.gateway.identity.AccessGroups;
import io.callstream.gateway.identity.Entity;
import io.callstream.gateway.identity.EntityKind;
import io.callstream.gateway.identity.Fields;
import io.callstream.gateway.identity.Grant;
import io.callstream.gateway.identity.Grants;
import io.callstream.gateway.identity.Identities;
import io.callstream.gateway.identity.Owners;
import io.callstream.gateway.identity.TeamModels;
import io.callstream.json.InvalidJsonException;
import io.callstream.json.PlainValues;
import io.callstream.json.Slice;
import io.callstream.table.MemoryTables;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Calls of paths, models and for end users that may not be. */
class AccessStageTest {
    private static final KeyHash HASH = KeyHash.of("sk-access");
    private static final TeamModels TEAMS = TeamModels.of(CallRig.config("""
        model_list:
          - {model_name: inside, litellm_params: {model: openai/x}, model_info: {id: d1, team_id: core, team_public_model_name: pub}}
        """).models());

    private final Identities identities = new Identities(new MemoryTables().kept(TopicCatalogue.identity()));

    private static Fields fields(String json) {
        try {
            return new Fields(PlainValues.readObject(Slice.of(json.replace('\'', '"'))));
        } catch (InvalidJsonException e) {
            throw new IllegalArgumentException(json, e);
        }
    }

    private void made(EntityKind kind, String id, String json) {
        identities.save(new Entity(kind, id, fields(json)));
    }

    /** Of a key that says this; it may be refused for what it names. */
    private StageRig rig(String key, TeamModels teams) {
        Entity entity = new Entity(EntityKind.KEY, HASH.hex(), fields(key));
        Owners owners = Owners.of(entity.fields(), identities);
        Grant grant = new Grants(identities, AccessGroups.NONE, teams).of(entity, owners);
        return StageRig.as(presented(entity.fields().text("team_id")), grant, new AccessStage(identities, teams));
    }

    private static ApiKey presented(@Nullable String team) {
        return new ApiKey(HASH, null, team, null, List.of(), List.of(), List.of());
    }

    private static String chat(String model, String more) {
        return "{'model':'" + model + "','messages':[{'role':'user','content':'Hi'}]" + more + "}";
    }

    private static String kind(String answer) {
        return answer.equals("passed")
                ? answer
                : answer.substring(0, 4) + answer.replaceAll("(?s).*\"type\":\"([^\"]*)\".*", "$1");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "a | ``                                   | passed",
                "b | ``                                   | 403 key_model_access_denied",
                "a | ,'fallbacks':['a']                   | passed",
                "a | ,'fallbacks':['b']                   | 403 key_model_access_denied",
                "a | ,'fallbacks':['a','b']               | 403 key_model_access_denied",
                "a | ,'fallbacks':[{'model':'b'}]         | 403 key_model_access_denied",
                "a | ,'fallbacks':[{'a':['b']}]           | 403 key_model_access_denied",
            })
    void aModelAndItsFallbacksHaveToBeAllowed(String model, String more, String outcome) {
        try (StageRig rig = rig("{'models':['a']}", TeamModels.NONE)) {
            assertThat(kind(rig.chat(chat(model, more)))).isEqualTo(outcome);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "/v1/chat/completions, passed",
        "/chat/completions,    passed",
        "/v1/completions,      403 auth_error",
        "/v1/embeddings,       403 auth_error",
    })
    void aPathHasToBeAllowed(String path, String outcome) {
        try (StageRig rig = rig("{'allowed_routes':['/chat/completions']}", TeamModels.NONE)) {
            String answer = rig.call(
                    path, "{'model':'a','prompt':'x','input':'x','messages':[{'role':'user','content':'Hi'}]}");

            assertThat(kind(answer)).isEqualTo(outcome);
            if (!answer.equals("passed")) {
                assertThat(answer)
                        .contains(
                                "Virtual key is not allowed to call this route. Only allowed to call routes: [/chat/completions]");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"inside", "d1"})
    void whatATeamsModelIsCalledInsideIsNobodysToAskFor(String name) {
        try (StageRig rig = rig("{}", TEAMS)) {
            assertThat(rig.chat(chat(name, "")))
                    .startsWith("404 ")
                    .contains("The model does not exist on this gateway");
            assertThat(rig.chat(chat("other", ",'fallbacks':['" + name + "']"))).startsWith("404 ");
            assertThat(rig.chat(chat("other", ""))).isEqualTo("passed");
        }
    }

    @Test
    void theTeamItselfAsksForIt() {
        made(EntityKind.TEAM, "core", "{'models':['pub']}");
        try (StageRig rig = rig("{'team_id':'core'}", TEAMS)) {
            assertThat(rig.chat(chat("pub", ""))).isEqualTo("passed");
            assertThat(rig.chat(chat("d1", ""))).startsWith("403 ");
        }
    }

    @Test
    void soDoAdministrators() {
        try (StageRig rig = StageRig.as(presented(null), Grant.MASTER, new AccessStage(identities, TEAMS))) {
            assertThat(rig.chat(chat("inside", ""))).isEqualTo("passed");
        }
        try (StageRig rig = StageRig.as(presented(null), Grant.FREE, new AccessStage(identities, TEAMS))) {
            assertThat(rig.chat(chat("inside", ""))).startsWith("404 ");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                ",'user':'bob'                       | ``  | 401 auth_error",
                ",'user':'b\\u006fb'                 | ``  | 401 auth_error",
                ",'user':'eve'                       | ``  | passed",
                ",'user':'Bob'                       | ``  | passed",
                "``                                  | ``  | passed",
                "``                                  | bob | 401 auth_error",
                ",'user':'eve'                       | bob | 401 auth_error",
            })
    void anEndUserWhoIsBlockedGetsNothingWhoeverAsks(String more, String header, String outcome) {
        made(EntityKind.CUSTOMER, "bob", "{'blocked':true}");
        made(EntityKind.CUSTOMER, "eve", "{}");
        for (Grant grant : List.of(Grant.FREE, Grant.MASTER)) {
            try (StageRig rig = StageRig.as(presented(null), grant, new AccessStage(identities, TeamModels.NONE))) {
                String answer = header.isEmpty()
                        ? rig.chat(chat("m", more))
                        : rig.chat(chat("m", more), "x-litellm-end-user-id", header);

                assertThat(kind(answer)).isEqualTo(outcome);
            }
        }
    }

    @Test
    void withoutAnyTableNobodyIsBlocked() {
        try (StageRig rig = StageRig.as(null, Grant.FREE, new AccessStage(null, TeamModels.NONE))) {
            assertThat(rig.chat(chat("m", ",'user':'bob'"))).isEqualTo("passed");
        }
    }
}
