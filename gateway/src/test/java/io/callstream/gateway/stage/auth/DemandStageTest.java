package io.callstream.gateway.stage.auth;

import static org.assertj.core.api.Assertions.assertThat;

import io.callstream.gateway.call.CallRig;
import io.callstream.gateway.call.StageRig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Fields that requests have to have, and tags that they may not. */
class DemandStageTest {
    private static DemandStage stage(String general) {
        return new DemandStage(
                CallRig.config("model_list: [{model_name: m, litellm_params: {model: openai/m}}]\ngeneral_settings: {"
                                + general + "}\n")
                        .calls()
                        .demands());
    }

    private static String chat(String more) {
        return "{'model':'m','messages':[{'role':'user','content':'Hi'}]" + more + "}";
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "user               | ,'user':'bob'                            | passed",
                "user               | ``                                       | user",
                "user               | ,'user':null                             | user",
                "seed               | ,'seed':0                                | passed",
                "seed               | ,'seed':null                             | seed",
                "seed               | ,'metadata':{'seed':1}                   | seed",
                "metadata.job       | ,'metadata':{'job':'x'}                  | passed",
                "metadata.job       | ,'metadata':{'job':''}                   | passed",
                "metadata.job       | ,'metadata':{'job':null}                 | metadata.job",
                "metadata.job       | ,'metadata':{}                           | metadata.job",
                "metadata.job       | ,'metadata.job':'x'                      | metadata.job",
                "metadata.a.b       | ,'metadata':{'a':{'b':'x'}}              | passed",
                "metadata.a.b       | ,'metadata':{'a':'b'}                    | metadata.a.b",
                "metadata.a.b       | ,'metadata':{'a':['b']}                  | metadata.a.b",
                "metadata.job       | ,'m\\u0065tadata':{'job':'x'}            | passed",
                "seed, user         | ,'user':'bob'                            | seed",
                "seed, user         | ,'seed':1                                | user",
                "seed, user         | ,'seed':1,'user':'bob'                   | passed",
            })
    void aRequestHasToHaveWhatIsDemanded(String params, String more, String outcome) {
        try (StageRig rig = new StageRig(stage("enforced_params: [" + params + "]"))) {
            String answer = rig.chat(chat(more));

            assertThat(answer.startsWith("passed") ? answer : param(answer)).isEqualTo(outcome);
        }
    }

    private static String param(String refusal) {
        assertThat(refusal).startsWith("400 ");
        return refusal.replaceAll("(?s).*\"param\":\"([^\"]*)\".*", "$1");
    }

    @Test
    void theRefusalIsLiteLlmsAndIsRecorded() {
        try (StageRig rig = new StageRig(stage("enforced_params: [seed]"))) {
            assertThat(rig.chat(chat("")))
                    .contains("BadRequest please pass param=seed in request body. This is a required param");
            assertThat(rig.told()).containsExactly("PRE_CALL", "FAILURE");
        }
    }

    @Test
    void whoeverCallsHasToBeNamedWhereTheFileSaysSo() {
        try (StageRig rig = new StageRig(stage("enforce_user_param: true"))) {
            assertThat(param(rig.chat(chat("")))).isEqualTo("user");
            assertThat(rig.chat(chat(",'user':'bob'"))).isEqualTo("passed");
            assertThat(rig.chat(chat(""), "x-litellm-end-user-id", "bob")).isEqualTo("passed");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "``                             | ``  | passed",
                ",'metadata':{'tags':['a']}     | ``  | metadata.tags",
                ",'tags':['a']                  | ``  | metadata.tags",
                "``                             | a,b | metadata.tags",
                ",'metadata':{'tags':[]}        | ``  | passed",
            })
    void tagsOfCallersAreRefusedWhereTheFileSaysSo(String more, String header, String outcome) {
        try (StageRig rig = new StageRig(stage("reject_clientside_metadata_tags: true"))) {
            String answer = header.isEmpty() ? rig.chat(chat(more)) : rig.chat(chat(more), "x-litellm-tags", header);

            assertThat(answer.startsWith("passed") ? answer : param(answer)).isEqualTo(outcome);
        }
    }
}
