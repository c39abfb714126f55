package io.callstream.gateway.provider;

import static org.assertj.core.api.Assertions.assertThat;

import io.callstream.gateway.call.CallRig;
import io.callstream.gateway.dialect.TestDialects;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A deployment as something to ask: where redirects of it may lead, what it calls its models, and who is said to have answered. */
class TargetTest {
    private static Target target(String entry) {
        return TestDialects.target(
                CallRig.config("model_list: [" + entry + "]\n").deployments().get(0));
    }

    private static final Target OPENAI = target(
            "{model_name: m, litellm_params: {model: openai/gpt-4o, api_key: sk-secret-1, api_base: 'https://a.example/v1'},"
                    + " model_info: {id: d-1}}");

    /** With the key of the deployment a request goes to its own server only. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", emptyValue = "", textBlock = """
            /v2/chat                        | https://a.example/v2/chat
            completions?x=1                 | https://a.example/v1/chat/completions?x=1
            ../models                       | https://a.example/v1/models
            ?x=1                            | https://a.example/v1/chat/completions?x=1
            https://a.example/v2            | https://a.example/v2
            https://A.EXAMPLE:443/v2        | https://A.EXAMPLE:443/v2
            ' https://a.example/v2 '        | https://a.example/v2
            https://a.example               | https://a.example
            //a.example/v2                  | https://a.example/v2
            http://a.example/v2             | -
            https://a.example:8443/v2       | -
            https://b.example/v2            | -
            //b.example/v2                  | -
            https://a.example.evil.example  | -
            https://me@a.example/v2         | -
            https://a.example@b.example/v2  | -
            ftp://a.example/v2              | -
            mailto:a@a.example              | -
            https://a example/v2            | -
            \\\\b.example\\v2               | -
            """)
    void aRedirectLeadsToTheSameServerOrNowhere(String location, @Nullable URI next) {
        assertThat(OPENAI.sameHost(Operation.CHAT_COMPLETION, null, location)).isEqualTo(next);
    }

    @Test
    void aSecondRedirectGoesOnFromTheFirst() {
        URI first = URI.create("https://a.example/moved/here?x=1");

        assertThat(OPENAI.sameHost(Operation.CHAT_COMPLETION, first, "there"))
                .hasToString("https://a.example/moved/there");
        assertThat(OPENAI.sameHost(Operation.CHAT_COMPLETION, first, "?y=2"))
                .hasToString("https://a.example/moved/here?y=2");
    }

    @Test
    void aModelHasOneNameUnlessTheEntryTakesAny() {
        Target any = target("{model_name: 'gpt-*', litellm_params: {model: 'openai/gpt-*', api_key: k}}");

        assertThat(String.valueOf(OPENAI.model(List.of("x"), "whatever"))).isEqualTo("gpt-4o");
        assertThat(String.valueOf(any.model(List.of("4o-mini"), "gpt-4o-mini"))).isEqualTo("gpt-4o-mini");
    }

    @Test
    void aModelOfAnotherProviderIsNotItsOwn() {
        Target all = target("{model_name: '*', litellm_params: {model: '*', api_key: k}}");

        assertThat(String.valueOf(all.model(List.of("gpt-4o"), "gpt-4o"))).isEqualTo("gpt-4o");
        assertThat(all.model(List.of("anthropic/claude"), "anthropic/claude")).isNull();
    }

    @Test
    void clientsAreToldWhoAnswersAndNoPassword() {
        Target proxied = target("{model_name: m, litellm_params: {model: openai/gpt-4o, api_key: k, api_base:"
                + " 'https://a.example:8443/v1?tenant=t'}, model_info: {id: d-1}}");

        assertThat(new String(proxied.clientHeaders(), StandardCharsets.US_ASCII).split("\r\n"))
                .containsExactly(
                        "x-litellm-model-id: d-1",
                        "x-litellm-model-group: m",
                        "x-litellm-model-api-base: https://a.example:8443/v1");
    }

    @Test
    void responsesMayHaveAFormOfTheirOwn() {
        Target both = target("{model_name: m, litellm_params: {model: openai/responses/gpt-5, api_key: k}}");

        assertThat(both.dialect(Operation.CHAT_COMPLETION).form()).isEqualTo("responses");
        assertThat(OPENAI.dialect(Operation.CHAT_COMPLETION).form()).isEqualTo("openai");
        assertThat(OPENAI.dialect(Operation.RESPONSES).form()).isEqualTo("openai"); // a server that may not know them
        Target own = target("{model_name: m, litellm_params: {model: openai/gpt-4o, api_key: k}}");
        assertThat(own.dialect(Operation.RESPONSES).form()).isEqualTo("responses");
        assertThat(own.dialect(Operation.EMBEDDING).form()).isEqualTo("openai");
    }

    @Test
    void namesAreEqualByTheirText() {
        assertThat(ModelName.of("a\"b"))
                .isEqualTo(ModelName.of("a\"b"))
                .hasSameHashCodeAs(ModelName.of("a\"b"))
                .isNotEqualTo(ModelName.of("b"));
        assertThat(new String(ModelName.of("a\"b").json(), StandardCharsets.UTF_8))
                .isEqualTo("\"a\\\"b\"");
    }
}
