package io.callstream.gateway.call;

import static org.assertj.core.api.Assertions.assertThat;

import io.callstream.events.FailureEvent;
import io.callstream.events.SuccessEvent;
import io.callstream.gateway.dialect.bedrock.StreamBytes;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A client of OpenAI's form and a model on Bedrock. */
class BedrockCallTest {
    private static final String MODEL = "us.anthropic.claude-sonnet-4-5-20250929-v1:0";

    private static String config(String more) {
        return """
            model_list:
              - model_name: m
                litellm_params: {model: "bedrock/converse/%s", aws_region_name: us-east-1, aws_access_key_id: AKIDEXAMPLE,
                  aws_secret_access_key: s3cr3t, aws_bedrock_runtime_endpoint: "http://one.example", timeout: 5%s}
            router_settings: {num_retries: 0}
            """.formatted(MODEL, more);
    }

    private static String head(int status, String type) {
        return "HTTP/1.1 " + status + " X\r\ncontent-type: " + type
                + "\r\nx-amzn-requestid: req-1\r\ntransfer-encoding: chunked\r\n\r\n";
    }

    private static void stream(CallRig rig, byte[] bytes) {
        rig.wire().send(head(200, "application/vnd.amazon.eventstream"));
        int half = bytes.length / 2 + 3;
        piece(rig, bytes, 0, half);
        piece(rig, bytes, half, bytes.length);
        rig.wire().endChunks();
    }

    private static void piece(CallRig rig, byte[] bytes, int from, int to) {
        byte[] size = (Integer.toHexString(to - from) + "\r\n").getBytes(StandardCharsets.US_ASCII);
        byte[] chunk = new byte[size.length + to - from + 2];
        System.arraycopy(size, 0, chunk, 0, size.length);
        System.arraycopy(bytes, from, chunk, size.length, to - from);
        chunk[chunk.length - 2] = '\r';
        chunk[chunk.length - 1] = '\n';
        rig.wire().send(chunk);
    }

    private static String sent(String fields) {
        return sent(config(""), fields);
    }

    private static String sent(String yaml, String fields) {
        try (CallRig rig = new CallRig(yaml)) {
            rig.call("{\"model\":\"m\"," + fields + "}");
            String request = rig.wire().requests();
            return request.substring(request.indexOf("\r\n\r\n") + 4);
        }
    }

    @Test
    void thePlainAnswerIsACompletion() {
        try (CallRig rig = new CallRig(config(""))) {
            RecordingClient client = rig.call(CallRig.plain());
            rig.wire().send(head(200, "application/json")).chunk("""
                {"metrics":{"latencyMs":5},"output":{"message":{"role":"assistant","content":[
                 {"reasoningContent":{"reasoningText":{"text":"Hm.","signature":"sig="}}},{"text":"Hi"},
                 {"toolUse":{"toolUseId":"tooluse_1","name":"look","input":{"at":1.50}}}]}},"stopReason":"tool_use",
                 "usage":{"inputTokens":10,"outputTokens":5,"totalTokens":22,"cacheReadInputTokens":4,"cacheWriteInputTokens":3}}
                """).endChunks();

            assertThat(rig.wire().requests())
                    .startsWith("POST /model/us.anthropic.claude-sonnet-4-5-20250929-v1%3A0/converse HTTP/1.1\r\n")
                    .contains("host: one.example\r\n", "x-amz-date: ")
                    .contains("authorization: AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/")
                    .contains("/us-east-1/bedrock/aws4_request, SignedHeaders=host;x-amz-date, Signature=")
                    .doesNotContain("s3cr3t")
                    .endsWith("{\"messages\":[{\"role\":\"user\",\"content\":[{\"text\":\"Hello\"}]}]}");
            assertThat(client.body())
                    .contains("\"id\":\"req-1\"", "\"model\":\"" + MODEL + "\"", "\"content\":\"Hi\"")
                    .contains(
                            "\"reasoning_content\":\"Hm.\"",
                            "\"signature\":\"sig=\"",
                            "\"finish_reason\":\"tool_calls\"")
                    .contains("\"id\":\"tooluse_1\"", "\"arguments\":\"{\\\"at\\\":1.50}\"", "\"prompt_tokens\":17");
            SuccessEvent event = rig.lane().only(SuccessEvent.class);
            assertThat(event.getTotalTokens()).isEqualTo(22);
            assertThat(event.getProvider()).isEqualTo("bedrock");
        }
    }

    @Test
    void theStreamIsOneOfChunks() {
        try (CallRig rig = new CallRig(config(""))) {
            RecordingClient client = rig.call(CallRig.stream());
            assertThat(rig.wire().requests()).contains("/converse-stream HTTP/1.1\r\n");
            stream(
                    rig,
                    new StreamBytes()
                            .event("messageStart", "{\"role\":\"assistant\"}")
                            .event(
                                    "contentBlockDelta",
                                    "{\"contentBlockIndex\":0,\"delta\":{\"reasoningContent\":{\"text\":\"Hm.\"}}}")
                            .event(
                                    "contentBlockDelta",
                                    "{\"contentBlockIndex\":0,\"delta\":{\"reasoningContent\":{\"signature\":\"s=\"}}}")
                            .event("contentBlockStop", "{\"contentBlockIndex\":0}")
                            .event(
                                    "contentBlockDelta",
                                    "{\"contentBlockIndex\":1,\"delta\":{\"text\":\"Let me \"},\"p\":\"abc\"}")
                            .event("contentBlockDelta", "{\"contentBlockIndex\":1,\"delta\":{\"text\":\"look.\"}}")
                            .event("contentBlockStop", "{\"contentBlockIndex\":1}")
                            .event(
                                    "contentBlockStart",
                                    "{\"contentBlockIndex\":2,\"start\":{\"toolUse\":{\"toolUseId\":\"t1\",\"name\":\"look\"}}}")
                            .event(
                                    "contentBlockDelta",
                                    "{\"contentBlockIndex\":2,\"delta\":{\"toolUse\":{\"input\":\"{\\\"x\\\":\"}}}")
                            .event(
                                    "contentBlockDelta",
                                    "{\"contentBlockIndex\":2,\"delta\":{\"toolUse\":{\"input\":\"1}\"}}}")
                            .event("contentBlockStop", "{\"contentBlockIndex\":2}")
                            .event(
                                    "contentBlockStart",
                                    "{\"contentBlockIndex\":3,\"start\":{\"toolUse\":{\"toolUseId\":\"t2\",\"name\":\"now\"}}}")
                            .event("contentBlockStop", "{\"contentBlockIndex\":3}")
                            .event("somethingNew", "{}")
                            .event("messageStop", "{\"stopReason\":\"tool_use\"}")
                            .usage(9, 4)
                            .bytes());

            assertThat(client.body()).contains("data: [DONE]").containsOnlyOnce("\"finish_reason\":\"tool_calls\"");
            SuccessEvent event = rig.lane().only(SuccessEvent.class);
            assertThat(event.getResponseBody())
                    .contains("\"content\":\"Let me look.\"", "\"reasoning_content\":\"Hm.\"", "\"signature\":\"s=\"")
                    .contains("\"arguments\":\"{\\\"x\\\":1}\"", "\"id\":\"t2\"", "\"arguments\":\"{}\"");
            assertThat(event.getTotalTokens()).isEqualTo(13);
        }
    }

    @Test
    void aConversationWithToolsGoesOver() {
        assertThat(sent("""
            "messages":[{"role":"system","content":[{"type":"text","text":"Be brief.","cache_control":{"type":"ephemeral","ttl":"1h"}}]},
             {"role":"user","content":""},{"role":"user","content":[{"type":"text","text":"What?"},
              {"type":"image_url","image_url":{"url":"data:image/png;base64,AA=="}},
              {"type":"file","file":{"filename":"a_b  c.pdf","file_data":"data:application/pdf;base64,QQ=="}}]},
             {"role":"assistant","content":"","thinking_blocks":[{"type":"thinking","thinking":"Hm.","signature":"s="},
               {"type":"redacted_thinking","data":"QUJD"}],
              "tool_calls":[{"id":"call:1","type":"function","function":{"name":"look","arguments":"{\\"x\\":1}"}}]},
             {"role":"tool","tool_call_id":"call:1","content":"red"},{"role":"user","content":"And?"}],
            "tools":[{"type":"function","function":{"name":"look","description":" ","parameters":{"properties":{}}},
              "cache_control":{"type":"ephemeral"}}],
            "tool_choice":{"type":"function","function":{"name":"look"}},"stop":"END","max_tokens":9,"temperature":0.50,"top_k":5,
            "reasoning_effort":"low","guardrailConfig":{"guardrailIdentifier":"g","guardrailVersion":"1"},"service_tier":"priority",
            "response_format":{"type":"json_schema","json_schema":{"name":"a","schema":{"type":"object"}}}""")).isEqualTo("""
            {"messages":[{"role":"user","content":[{"text":"What?"},{"image":{"format":"png","source":{"bytes":"AA=="}}},\
            {"document":{"format":"pdf","name":"a b c pdf","source":{"bytes":"QQ=="}}}]},{"role":"assistant","content":[\
            {"reasoningContent":{"reasoningText":{"text":"Hm.","signature":"s="}}},{"reasoningContent":{"redactedContent":"QUJD"}},\
            {"toolUse":{"toolUseId":"call_86ab5c01-6806-38b4-96dd-a17d74f00f0a","name":"look","input":{"x":1}}}]},\
            {"role":"user","content":[{"toolResult":{"toolUseId":"call_86ab5c01-6806-38b4-96dd-a17d74f00f0a","content":\
            [{"text":"red"}]}},{"text":"And?"}]}],"system":[{"text":"Be brief."},{"cachePoint":{"type":"default","ttl":"1h"}}],\
            "toolConfig":{"tools":[{"toolSpec":{"name":"look","inputSchema":{"json":{"type":"object","properties":{}}}}},\
            {"cachePoint":{"type":"default"}}],"toolChoice":{"tool":{"name":"look"}}},\
            "guardrailConfig":{"guardrailIdentifier":"g","guardrailVersion":"1"},"serviceTier":{"type":"priority"},\
            "inferenceConfig":{"maxTokens":5120,"temperature":0.50,"stopSequences":["END"]},\
            "additionalModelRequestFields":{"thinking":{"type":"enabled","budget_tokens":1024},"top_k":5},\
            "outputConfig":{"textFormat":{"type":"json_schema","structure":{"jsonSchema":{"schema":"{\\"type\\":\\"object\\"}",\
            "name":"a"}}}}}""");
    }

    @Test
    void aConversationThatCalledToolsHasThemAgain() {
        assertThat(sent("""
            "messages":[{"role":"user","content":"Look."},{"role":"assistant","tool_calls":[{"id":"c1","type":"function",
              "function":{"name":"look","arguments":""}}]},{"role":"tool","tool_call_id":"c1","content":"red"}]"""))
                .contains("\"toolConfig\":{\"tools\":[{\"toolSpec\":{\"name\":\"look\",\"inputSchema\":{\"json\":"
                        + "{\"type\":\"object\",\"properties\":{}}}}}]}");
    }

    @Test
    void modelsAreToldToThinkInTheirOwnWays() {
        String ask = "\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}],\"top_k\":3,\"reasoning_effort\":\"high\"";
        assertThat(sent(config("").replace(MODEL, "us.amazon.nova-2-lite-v1:0"), ask))
                .contains(
                        "\"additionalModelRequestFields\":{\"reasoningConfig\":{\"type\":\"enabled\",\"maxReasoningEffort\":\"high\"},"
                                + "\"inferenceConfig\":{\"topK\":3}}");
        assertThat(sent(config("").replace(MODEL, "us.anthropic.claude-opus-4-7"), ask))
                .contains("\"additionalModelRequestFields\":{\"thinking\":{\"type\":\"adaptive\"},"
                        + "\"output_config\":{\"effort\":\"high\"},\"top_k\":3}");
        assertThat(sent(config("").replace(MODEL, "openai.gpt-oss-120b-1:0"), ask))
                .contains("\"additionalModelRequestFields\":{\"reasoning_effort\":\"high\",\"top_k\":3}");
    }

    @ParameterizedTest
    @CsvSource({
        "400, 'Input is too long for requested model.', CONTEXT_WINDOW_EXCEEDED, context_length_exceeded",
        "400, 'no such luck',                           PROVIDER_REJECTED,       provider_rejected",
        "424, 'no such luck',                           PROVIDER_ERROR,          provider_error",
    })
    void errorsAreOpenAis(int status, String said, String code, String clientCode) {
        try (CallRig rig = new CallRig(config(""))) {
            RecordingClient client = rig.call(CallRig.stream());
            rig.wire()
                    .send(head(status, "application/json"))
                    .chunk("{\"message\":\"" + said + "\"}")
                    .endChunks();

            assertThat(client.status()).isEqualTo(Integer.toString(status));
            assertThat(client.body())
                    .startsWith("{\"error\":{\"message\":\"" + said + "\"")
                    .contains(clientCode);
            assertThat(rig.lane().only(FailureEvent.class).getErrorCode()).isEqualTo(code);
        }
    }

    @Test
    void anExceptionInTheStreamIsItsEnd() {
        try (CallRig rig = new CallRig(config(""))) {
            RecordingClient client = rig.call(CallRig.stream());
            stream(
                    rig,
                    new StreamBytes()
                            .event("messageStart", "{\"role\":\"assistant\"}")
                            .event("contentBlockDelta", "{\"contentBlockIndex\":0,\"delta\":{\"text\":\"Hel\"}}")
                            .exception("throttlingException", "Too many tokens")
                            .bytes());

            assertThat(client.body())
                    .contains("\"content\":\"Hel\"", "\"message\":\"Too many tokens\"", "rate_limit_exceeded")
                    .doesNotContain("[DONE]");
            rig.lane().only(FailureEvent.class);
        }
    }

    @ParameterizedTest
    @CsvSource({"modelStreamErrorException, STREAM_INTERRUPTED", "throttlingException, RATE_LIMITED"})
    void anExceptionBeforeTheAnswerIsAnError(String exception, String code) {
        try (CallRig rig = new CallRig(config(""))) {
            rig.call(CallRig.stream());
            stream(rig, new StreamBytes().exception(exception, "It broke").bytes());
            assertThat(rig.lane().only(FailureEvent.class).getErrorCode()).isEqualTo(code);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"logit_bias\":{\"5\":1}    | logit_bias",
                "\"n\":2                     | n: Bedrock",
                "\"seed\":2                  | seed: Bedrock",
                "\"reasoning_effort\":\"a\"  | reasoning_effort",
            })
    void whatTheProviderCannotDoIsRefusedUnlessItIsDropped(String field, String named) {
        String asked = CallRig.plain().replace("{\"model\"", "{" + field + ",\"model\"");
        try (CallRig rig = new CallRig(config(""))) {
            RecordingClient client = rig.call(asked);
            assertThat(client.status()).isEqualTo("400");
            assertThat(client.body()).contains(named);
        }
        if (!field.contains("effort")) {
            assertThat(sent(
                            config(", drop_params: true"),
                            field + ",\"messages\":[{\"role\":\"user\",\"content\":\"a\"}]"))
                    .isEqualTo("{\"messages\":[{\"role\":\"user\",\"content\":[{\"text\":\"a\"}]}]}");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"type\":\"image_url\",\"image_url\":{\"url\":\"data:image/bmp;base64,AA\"}} | image/bmp",
                "{\"type\":\"image_url\",\"image_url\":{\"url\":\"https://x.example/a.png\"}}  | fetches nothing from the web",
                "{\"type\":\"text\",\"text\":\"  \"}                                           | a message of the user that says something",
            })
    void whatCannotBeSentIsNamed(String part, String named) {
        try (CallRig rig = new CallRig(config(""))) {
            RecordingClient client =
                    rig.call("{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":[" + part + "]}]}");
            assertThat(client.status()).isEqualTo("400");
            assertThat(client.body()).contains(named);
            assertThat(rig.lane().only(FailureEvent.class).getErrorCode()).isEqualTo("UNSUPPORTED");
        }
    }

    @Test
    void aKeyOfBedrocksOwnIsSentAsItIs() {
        String yaml = config("")
                .replace("aws_access_key_id: AKIDEXAMPLE", "api_key: bedrock-api-key-1")
                .replace("aws_secret_access_key: s3cr3t, ", "");
        try (CallRig rig = new CallRig(yaml)) {
            rig.call(CallRig.plain());
            assertThat(rig.wire().requests())
                    .contains("authorization: Bearer bedrock-api-key-1\r\n")
                    .doesNotContain("x-amz-date");
        }
    }
}
