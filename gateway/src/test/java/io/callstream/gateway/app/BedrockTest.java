package io.callstream.gateway.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.callstream.events.FailureEvent;
import io.callstream.events.SuccessEvent;
import io.callstream.gateway.dialect.bedrock.FakeBedrock;
import io.callstream.gateway.dialect.bedrock.FakeSts;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A client of OpenAI's form, the gateway, and the fake of Bedrock that AWS's own client is content with. */
class BedrockTest {
    private static final String KEY = "aws_access_key_id: AKIDEXAMPLE, aws_secret_access_key: right";

    private final FakeBedrock bedrock = new FakeBedrock();
    private final FakeSts sts = new FakeSts(bedrock);
    private final Http http = new Http();

    @AfterEach
    void close() {
        sts.close();
        bedrock.close();
    }

    private TestGateway gateway(String login) {
        bedrock.signatures().know("AKIDEXAMPLE", "right", null);
        sts.signatures().know("AKIDEXAMPLE", "right", null);
        return TestGateway.start("""
            model_list:
              - model_name: m
                litellm_params: {model: "bedrock/eu.anthropic.claude-sonnet-4-5-20250929-v1:0", aws_region_name: %s,
                  aws_bedrock_runtime_endpoint: "%s", aws_sts_endpoint: "%s", num_retries: 0, %s}
            router_settings: {disable_cooldowns: true}
            """.formatted(FakeBedrock.REGION, bedrock.address(), sts.address(), login));
    }

    private HttpResponse<String> ask(TestGateway gateway, String text, String more) {
        return http.post(
                gateway.url("/v1/chat/completions"),
                "{\"model\":\"m\"," + more + "\"messages\":[{\"role\":\"system\",\"content\":\"Be brief.\"},"
                        + "{\"role\":\"user\",\"content\":\"" + text + "\"}]}");
    }

    @Test
    void chatsPlainAndStreamed() {
        try (TestGateway gateway = gateway(KEY)) {
            assertThat(ask(gateway, "hello", "").body()).contains("You said hello", "\"total_tokens\":16");
            assertThat(ask(gateway, "tool", "").body())
                    .contains("tooluse_A1", "{\\\"at\\\":1}", "\"finish_reason\":\"tool_calls\"");
            HttpResponse<String> stream = ask(gateway, "hello", "\"stream\":true,");
            assertThat(stream.headers().firstValue("content-type").orElse("")).startsWith("text/event-stream");
            assertThat(stream.body())
                    .contains("\"content\":\"You \"", "\"content\":\"said \"", "\"finish_reason\":\"stop\"", "[DONE]");
            assertThat(gateway.tape().await(SuccessEvent.class, 3)).allSatisfy(event -> {
                assertThat(event.getTotalTokens()).isEqualTo(16);
                assertThat(event.getProvider()).isEqualTo("bedrock");
            });
        }
    }

    @Test
    void aWholeConversationIsTaken() {
        try (TestGateway gateway = gateway(KEY)) {
            HttpResponse<String> answer = http.post(gateway.url("/v1/chat/completions"), """
                {"model":"m","max_tokens":2000,"temperature":0.2,"stop":["END"],"reasoning_effort":"low","top_k":4,
                 "messages":[{"role":"user","content":""},{"role":"user","content":[{"type":"text","text":"What?",
                   "cache_control":{"type":"ephemeral"}},{"type":"image_url","image_url":{"url":"data:image/jpeg;base64,AAAA"}},
                   {"type":"file","file":{"filename":"a.pdf","file_data":"data:application/pdf;base64,AAAA"}},
                   {"type":"file","file":{"filename":"a.pdf","file_data":"data:application/pdf;base64,AAAA"}}]},
                  {"role":"assistant","content":null,"tool_calls":[{"id":"call:ä","type":"function","function":{"name":"look",
                   "arguments":"{}"}}]},{"role":"tool","tool_call_id":"call:ä","content":""},
                  {"role":"tool","tool_call_id":"call:ä","content":"red"},{"role":"user","content":"so?"}],
                 "tools":[{"type":"function","function":{"name":"look","description":"","strict":true}}],"tool_choice":"required",
                 "response_format":{"type":"json_object"}}""");
            assertThat(answer.body()).contains("You said so?");
        }
    }

    @Test
    void embeddingsAreAskedForInTheirMakersForm() {
        bedrock.signatures().know("AKIDEXAMPLE", "right", null);
        String entry = "{model_name: %s, litellm_params: {model: 'bedrock/%s', aws_region_name: " + FakeBedrock.REGION
                + ", aws_bedrock_runtime_endpoint: '" + bedrock.address() + "', num_retries: 0, " + KEY + "}}";
        String yaml = "model_list:\n- " + entry.formatted("titan", "amazon.titan-embed-text-v2:0") + "\n- "
                + entry.formatted("cohere", "eu.cohere.embed-v4:0") + "\n- "
                + entry.formatted("chat", "amazon.nova-lite-v1:0") + "\n";
        try (TestGateway gateway = TestGateway.start(yaml)) {
            assertThat(embed(gateway, "titan", "\"input\":\"abc\",\"dimensions\":256"))
                    .contains("\"embedding\":[3,0.5]", "\"prompt_tokens\":3");
            assertThat(embed(gateway, "cohere", "\"input\":[\"a\",\"bc\"],\"dimensions\":512"))
                    .contains("\"embedding\":[1,0.5]", "\"embedding\":[2,0.5]", "\"prompt_tokens\":4");
            assertThat(embed(gateway, "titan", "\"input\":[\"a\",\"b\"]")).contains("2 texts", "one a request");
            assertThat(embed(gateway, "titan", "\"input\":\"a\",\"dimensions\":7"))
                    .contains("not a valid enum value");
            assertThat(embed(gateway, "chat", "\"input\":\"a\"")).contains("'amazon.nova-lite-v1:0' is none of them");
            assertThat(gateway.tape().await(SuccessEvent.class, 2)).allSatisfy(event -> {
                assertThat(event.getCallType()).isEqualTo("embedding");
                assertThat(event.getCostNanoUsd()).isPositive();
            });
            assertThat(bedrock.models())
                    .containsExactly(
                            "amazon.titan-embed-text-v2%3A0",
                            "eu.cohere.embed-v4%3A0", "amazon.titan-embed-text-v2%3A0");
        }
    }

    private String embed(TestGateway gateway, String model, String fields) {
        return http.post(gateway.url("/v1/embeddings"), "{\"model\":\"" + model + "\"," + fields + "}")
                .body();
    }

    @Test
    void refusalsAreOpenAis() {
        try (TestGateway gateway = gateway(KEY)) {
            HttpResponse<String> busy = ask(gateway, "throttle", "\"stream\":true,");
            assertThat(busy.statusCode()).isEqualTo(429);
            assertThat(busy.body()).contains("rate_limit_exceeded", "please wait");
            HttpResponse<String> tooLong = ask(gateway, "long", "");
            assertThat(tooLong.statusCode()).isEqualTo(400);
            assertThat(tooLong.body()).contains("context_length_exceeded");
            assertThat(ask(gateway, "break", "\"stream\":true,").body())
                    .contains("\"content\":\"He\"", "The model broke off.")
                    .doesNotContain("[DONE]");
            assertThat(gateway.tape().await(FailureEvent.class, 3))
                    .extracting(FailureEvent::getErrorCode)
                    .containsExactly("RATE_LIMITED", "CONTEXT_WINDOW_EXCEEDED", "STREAM_INTERRUPTED");
        }
    }

    @Test
    void aWrongSecretIsTheProvidersRefusal() {
        try (TestGateway gateway = gateway(KEY.replace("right", "wrong"))) {
            HttpResponse<String> answer = ask(gateway, "hello", "");
            assertThat(answer.statusCode()).isEqualTo(403);
            assertThat(answer.body()).contains("provider_authentication").doesNotContain("wrong");
            assertThat(gateway.tape().await(FailureEvent.class).getErrorCode()).isEqualTo("PROVIDER_AUTHENTICATION");
        }
    }

    @Test
    void aRoleIsAssumedOnceForManyCalls() {
        String role =
                KEY + ", aws_role_name: 'arn:aws:iam::1:role/allowed', aws_session_name: nightly, aws_external_id: x1";
        try (TestGateway gateway = gateway(role)) {
            assertThat(ask(gateway, "hello", "").statusCode()).isEqualTo(200);
            assertThat(ask(gateway, "hello", "").statusCode()).isEqualTo(200);
            assertThat(sts.asked())
                    .singleElement()
                    .satisfies(asked -> assertThat(asked)
                            .containsEntry("Action", "AssumeRole")
                            .containsEntry("RoleSessionName", "nightly")
                            .containsEntry("ExternalId", "x1"));
        }
    }

    @Test
    void aRoleThatMayNotBeAssumedIsNamedInTheEventOnly() {
        try (TestGateway gateway = gateway(KEY + ", aws_role_name: 'arn:aws:iam::1:role/forbidden'")) {
            HttpResponse<String> answer = ask(gateway, "hello", "");
            assertThat(answer.statusCode()).isEqualTo(401);
            assertThat(answer.body()).contains("provider_credentials").doesNotContain("forbidden");
            FailureEvent event = gateway.tape().await(FailureEvent.class);
            assertThat(event.getErrorCode()).isEqualTo("PROVIDER_CREDENTIALS");
            assertThat(event.getMessage()).contains("not authorized to perform: sts:AssumeRole");
            assertThat(bedrock.models()).isEmpty();
        }
    }

    @Test
    void aWebIdentityIsReadFromItsFileEachTime(@TempDir Path folder) throws IOException {
        Path token = folder.resolve("token");
        String web = "aws_role_name: 'arn:aws:iam::1:role/allowed', aws_web_identity_token: '" + token + "'";
        try (TestGateway gateway = gateway(web)) {
            assertThat(ask(gateway, "hello", "").body()).contains("provider_credentials");
            assertThat(gateway.tape().await(FailureEvent.class).getMessage()).contains("cannot be read");
            Files.writeString(token, FakeSts.WEB_TOKEN + "\n");
            assertThat(ask(gateway, "hello", "").body()).contains("You said hello");
        }
    }
}
