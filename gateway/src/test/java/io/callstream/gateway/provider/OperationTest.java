package io.callstream.gateway.provider;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What each call is: which of them models answer, which are passed on, and which only some providers have. */
class OperationTest {
    @ParameterizedTest
    @CsvSource({
        "CHAT_COMPLETION,    chats streams ofModel uses",
        "TEXT_COMPLETION,    streams ofModel uses",
        "EMBEDDING,          ofModel uses",
        "SPEECH,             ofModel passed uses",
        "RESPONSES,          chats streams ofModel inResponsesApi uses",
        "RESPONSE_COMPACT,   ofModel passed inResponsesApi mayBeMissing uses",
        "RESPONSE_TOKENS,    ofModel passed inResponsesApi mayBeMissing uses",
        "RESPONSE_RETRIEVE,  passed inResponsesApi ofResponse",
        "FILE_LIST,          passed",
        "BATCH_CREATE,       passed",
        "PASS_THROUGH,       passed uses",
    })
    void aCallIsOfItsKind(Operation operation, String kinds) {
        assertThat(word("chats", operation.chats())
                        + word("streams", operation.streams())
                        + word("ofModel", operation.ofModel())
                        + word("passed", operation.passed())
                        + word("inResponsesApi", operation.inResponsesApi())
                        + word("mayBeMissing", operation.mayBeMissing())
                        + word("ofResponse", operation.ofResponse())
                        + word("uses", operation.uses()))
                .isEqualTo(" " + kinds);
    }

    private static String word(String kind, boolean is) {
        return is ? " " + kind : "";
    }

    @ParameterizedTest
    @CsvSource({
        "prompt_id, true, false, false",
        "prompt_variables, true, false, false",
        "ignore_prompt_manager_model, true, false, false",
        "langfuse_host, true, true, false",
        "langfuse_prompt_version, true, true, false",
        "langfuse_public_key, true, true, true",
        "langfuse_secret_key, true, true, true",
        "humanloop_api_key, true, true, true",
        "temperature, false, false, false",
    })
    void fieldsOfPromptsAreKnownAndTheirKeysAreSecret(String name, boolean has, boolean account, boolean secret) {
        assertThat(PromptFields.has(name)).isEqualTo(has);
        assertThat(PromptFields.isAccount(name)).isEqualTo(account);
        assertThat(PromptFields.isSecret(name)).isEqualTo(secret);
    }
}
