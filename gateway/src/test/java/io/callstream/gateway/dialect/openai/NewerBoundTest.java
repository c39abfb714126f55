package io.callstream.gateway.dialect.openai;

import static org.assertj.core.api.Assertions.assertThat;

import io.callstream.gateway.call.CallRig;
import io.callstream.gateway.dialect.DialectRig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Models that refuse {@code max_tokens} are told the same by its newer name. */
class NewerBoundTest {
    private static final String MESSAGE =
            "{\"model\":\"m\",\"max_tokens\":64,\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]}";

    private static final String ANY = """
            model_list:
              - model_name: openai/*
                litellm_params: {model: openai/*, api_base: "http://one.example/v1", api_key: sk-one}
            """;

    private static DialectRig rig(String model) {
        return DialectRig.of("model: '" + model + "', api_key: k, api_base: 'https://a.example'");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "openai/o1",
                "openai/o3-mini",
                "openai/o4-mini-2025-04-16",
                "openai/gpt-5",
                "openai/gpt-5.1-mini",
                "openai/ft:o4-mini-2025-04-16:org::id",
                "azure/gpt-5-nano",
                "azure/o3",
            })
    void modelsThatThinkKnowTheNewerNameAlone(String model) {
        assertThat(rig(model).chat("\"max_tokens\":7").at("max_completion_tokens"))
                .isEqualTo("7");
        assertThat(rig(model).chat("\"max_tokens\":7").at("max_tokens")).isEqualTo("none");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "openai/gpt-4o",
                "openai/omni-moderation",
                "openai/my-gpt-5-like",
                "openai/oss-1",
                "azure/gpt-4.1",
                "openai_like/gpt-5",
                "groq/openai/gpt-oss-20b",
                "openrouter/openai/gpt-5",
            })
    void allOthersGetWhatTheClientSays(String model) {
        assertThat(rig(model).chat("\"max_tokens\":7").at("max_tokens")).isEqualTo("7");
        assertThat(rig(model).chat("\"max_tokens\":7").at("max_completion_tokens"))
                .isEqualTo("none");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            "max_tokens":7,"n":1                          | {"model":"o3","messages":[],"max_completion_tokens":7,"n":1}
            "max_tokens":7,"max_completion_tokens":9      | {"model":"o3","messages":[],"max_completion_tokens":9}
            "max_completion_tokens":9,"max_tokens":7      | {"model":"o3","messages":[],"max_completion_tokens":9}
            "max_completion_tokens":null,"max_tokens":7   | {"model":"o3","messages":[],"max_completion_tokens":7}
            "max_completion_tokens":9,"max_tokens":null   | {"model":"o3","messages":[],"max_completion_tokens":9,"max_tokens":null}
            "max_completion_tokens":9                     | {"model":"o3","messages":[],"max_completion_tokens":9}
            "n":1                                         | {"model":"o3","messages":[],"n":1}
            "prediction":{"max_tokens":"7"}               | {"model":"o3","messages":[],"prediction":{"max_tokens":"7"}}
            """)
    void theBoundIsSaidOnce(String said, String sent) {
        assertThat(rig("openai/o3")
                        .sent("/v1/chat/completions", "{\"model\":\"m\",\"messages\":[]," + said + "}")
                        .body())
                .hasToString(sent);
    }

    /** They cannot leave it out. */
    @Test
    void anthropicsClientsCanAskThem() {
        assertThat(rig("openai/gpt-5").sent("/v1/messages", MESSAGE).at("max_completion_tokens"))
                .isEqualTo("64");
        assertThat(rig("openai/gpt-5").sent("/v1/messages", MESSAGE).at("max_tokens"))
                .isEqualTo("none");
        assertThat(rig("openai/gpt-4o").sent("/v1/messages", MESSAGE).at("max_tokens"))
                .isEqualTo("64");
    }

    @Test
    void aNameThatStandsForManyIsJudgedByTheModelAskedFor() {
        assertThat(sentToAny("openai/o3"))
                .contains("\"max_completion_tokens\":7")
                .doesNotContain("max_tokens");
        assertThat(sentToAny("openai/gpt-4o")).contains("\"max_tokens\":7");
    }

    private static String sentToAny(String model) {
        try (CallRig rig = new CallRig(ANY)) {
            rig.call("{\"model\":\"" + model + "\",\"max_tokens\":7,\"messages\":[]}");
            String sent = rig.wire().requests();
            rig.wire().answer(200, CallRig.answer("Hi"));
            return sent;
        }
    }

    @Test
    void whatTheDeploymentSaysIsNamedSo() {
        DialectRig rig = DialectRig.of("model: openai/o3, api_key: k, max_tokens: 5");

        assertThat(rig.chat("").at("max_completion_tokens")).isEqualTo("5");
        assertThat(rig.chat("").at("max_tokens")).isEqualTo("none");
    }
}
