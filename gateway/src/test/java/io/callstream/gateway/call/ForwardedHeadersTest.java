package io.callstream.gateway.call;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.HttpHeaders;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Headers of clients that LiteLLM's configuration lets through to providers. */
class ForwardedHeadersTest {
    private static final String ALL =
            "general_settings: {forward_client_headers_to_llm_api: true," + " litellm_key_header_name: X-Team-Key}\n";
    private static final String STRICT = "headers: {x-tenant: ours}\n";

    private static HttpHeaders sent() {
        return new DefaultHttpHeaders()
                .set("X-Tenant", "blue")
                .set("anthropic-beta", "context-1m")
                .set("x-request-id", "r-1")
                .set("User-Agent", "me")
                .set("X-Stainless-Lang", "python")
                .set("x-litellm-tags", "a")
                .set("x-forwarded-for", "192.0.2.7")
                .set("x-amz-target", "t")
                .set("X-Team-Key", "sk-callers-own")
                .set("x-api-key", "sk-callers-other");
    }

    private static String requests(String yaml) {
        try (CallRig rig = new CallRig(yaml)) {
            rig.call(CallRig.plain(), sent());
            rig.wire().answer(200, CallRig.answer("Hi"));
            return rig.wire().requests();
        }
    }

    @Test
    void whatBeginsWithAnXGoesAlong() {
        assertThat(requests(ALL + CallRig.deployment("one")))
                .contains("x-tenant: blue\r\n", "anthropic-beta: context-1m\r\n")
                .containsOnlyOnce("x-request-id: r-1\r\n")
                .doesNotContainIgnoringCase("stainless")
                .doesNotContain("x-litellm-", "x-forwarded-for", "x-amz-target", "sk-callers", "me\r\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"m", "'*'", "other, m"})
    void orToSomeModelsOnly(String groups) {
        String yaml = "litellm_settings: {model_group_settings: {forward_client_headers_to_llm_api: [" + groups
                + "]}}\n" + "general_settings: {litellm_key_header_name: X-Team-Key}\n";

        assertThat(requests(yaml + CallRig.deployment("one")))
                .contains("x-tenant: blue\r\n")
                .doesNotContain("sk-callers");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "general_settings: {forward_client_headers_to_llm_api: false}\n",
                "litellm_settings: {model_group_settings: {forward_client_headers_to_llm_api: [other, m-2]}}\n"
            })
    void elseTheyStayHere(String yaml) {
        assertThat(requests(yaml + CallRig.deployment("one"))).doesNotContain("blue", "context-1m");
    }

    @Test
    void theDeploymentsOwnWin() {
        assertThat(requests(ALL + "model_list:\n" + CallRig.item("one", STRICT)))
                .containsOnlyOnce("x-tenant:")
                .contains("x-tenant: ours\r\n");
    }
}
