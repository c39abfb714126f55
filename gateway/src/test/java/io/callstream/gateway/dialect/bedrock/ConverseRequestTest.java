package io.callstream.gateway.dialect.bedrock;

import static org.assertj.core.api.Assertions.assertThat;

import io.callstream.gateway.dialect.DialectRig;
import io.callstream.gateway.dialect.SentRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of a chat in OpenAI's form: Bedrock's names, blocks and refusals. */
class ConverseRequestTest {
    private static final DialectRig CLAUDE = model("anthropic.claude-sonnet-4-5-20250929-v1:0", "");
    private static final String USER = "{\"role\":\"user\",\"content\":\"Hi\"}";
    private static final String LOOK = "{\"type\":\"function\",\"function\":{\"name\":\"look\"}}";

    private static DialectRig model(String name, String more) {
        return DialectRig.of("model: 'bedrock/" + name + "', api_key: k, aws_region_name: eu-west-1" + more);
    }

    private static String block(String part) {
        return CLAUDE.messages("{\"role\":\"user\",\"content\":[" + part + "]}")
                .at("messages")
                .replaceFirst("^\\[\\{\"role\":\"user\",\"content\":\\[(.*)]}]$", "$1");
    }

    private static String called(String id) {
        return "{\"role\":\"assistant\",\"tool_calls\":[{\"id\":\"" + id
                + "\",\"function\":{\"name\":\"look\",\"arguments\":" + "\"{\\\"at\\\":1}\"}}]}";
    }

    private static String result(String id, String content) {
        return "{\"role\":\"tool\",\"tool_call_id\":\"" + id + "\",\"content\":" + content + "}";
    }

    @Test
    void theModelAndWhatIsWantedOfItStandInThePath() {
        assertThat(CLAUDE.chat("").line())
                .isEqualTo("POST /model/anthropic.claude-sonnet-4-5-20250929-v1%3A0/converse");
        assertThat(CLAUDE.chat("\"stream\":true").line())
                .isEqualTo("POST /model/anthropic.claude-sonnet-4-5-20250929-v1%3A0/converse-stream");
        assertThat(CLAUDE.chat("").headers())
                .containsEntry("host", "bedrock-runtime.eu-west-1.amazonaws.com")
                .containsEntry("authorization", "Bearer k");
        assertThat(model("a", ", api_base: 'https://proxy.example/aws/'")
                        .chat("")
                        .line())
                .isEqualTo("POST /aws/model/a/converse");
    }

    @Test
    void aRequestIsSignedWhereThereIsNoKeyOfBedrocksOwn() {
        SentRequest sent = DialectRig.of("model: bedrock/amazon.nova-lite-v1:0, aws_region_name: us-east-1,"
                        + " aws_access_key_id: AKIDEXAMPLE, aws_secret_access_key: s, aws_session_token: t")
                .chat("");

        assertThat(sent.headers().get("authorization"))
                .matches("AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/\\d{8}/us-east-1/bedrock/aws4_request,"
                        + " SignedHeaders=host;x-amz-date;x-amz-security-token, Signature=[0-9a-f]{64}");
        assertThat(sent.headers()).containsEntry("x-amz-security-token", "t");
    }

    @Test
    void onlyChatsAndEmbeddingsAreAnswered() {
        assertThat(CLAUDE.refused("/v1/completions", "{\"model\":\"m\",\"prompt\":\"a\"}"))
                .isEqualTo(
                        "model | Bedrock's models answer chat completions and embeddings only, not text_completions.");
    }

    @Test
    void blanksAreNoBlocksAndTurnsOfOneSideAreOne() {
        SentRequest sent = CLAUDE.messages(
                "{\"role\":\"system\",\"content\":\"Be.\"}",
                USER,
                "{\"role\":\"assistant\",\"content\":\" \"}",
                "{\"role\":\"user\",\"content\":\"There?\"}",
                "{\"role\":\"system\",\"content\":\"\\n\"}");

        assertThat(sent.at("system")).isEqualTo("[{\"text\":\"Be.\"}]");
        assertThat(sent.at("messages"))
                .isEqualTo("[{\"role\":\"user\",\"content\":[{\"text\":\"Hi\"},{\"text\":\"There?\"}]}]");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"role":"system","content":"Be."} | messages: Bedrock's models need a message of the user that says something.
            {"role":"user","content":" "}     | messages: Bedrock's models need a message of the user that says something.
            {"role":"user","content":[{"type":"image_url","image_url":{"url":"https://a.example/a.png"}}]} | messages: Bedrock fetches nothing from the web; send the content itself (data:image/png;base64,...) or an object of S3 (s3://bucket/key).
            {"role":"user","content":[{"type":"file","file":{"file_id":"file-1"}}]} | messages: Bedrock fetches nothing from the web; send the content itself (data:image/png;base64,...) or an object of S3 (s3://bucket/key).
            {"role":"user","content":[{"type":"image_url","image_url":{"url":"data:image/tiff;base64,AAAA"}}]} | messages: an image of the type 'image/tiff' cannot be sent to Bedrock (expected image/png, image/jpeg, image/gif or image/webp).
            {"role":"user","content":[{"type":"image_url","image_url":{"url":"s3://bucket/picture"}}]} | messages: an image of the type 's3://bucket/picture' cannot be sent to Bedrock (expected image/png, image/jpeg, image/gif or image/webp).
            {"role":"user","content":[{"type":"file","file":{"file_data":"data:video/mp4;base64,AAAA"}}]} | messages: a file of the type 'video/mp4' cannot be sent to Bedrock (expected PDF, CSV, Word, Excel, HTML, plain text or Markdown, by its media type).
            {"role":"user","content":[{"type":"input_audio","input_audio":{"data":"A","format":"midi"}}]} | messages: audio of the format 'midi' cannot be sent to Bedrock (expected one such as wav or mp3).
            {"role":"assistant","tool_calls":[{"id":"a","function":{"name":"look","arguments":"[1]"}}]} | messages: the arguments of the tool call 'look' are no JSON object.
            """)
    void whatBedrockTakesNotIsRefused(String message, String why) {
        assertThat(CLAUDE.messagesRefused(message)).isEqualTo("messages | " + why);
    }

    @Test
    void theSystemSaysTextOnly() {
        assertThat(CLAUDE.messagesRefused(
                        USER,
                        "{\"role\":\"system\",\"content\":[{\"type\":\"image_url\",\"image_url\":{\"url\":"
                                + "\"data:image/png;base64,AAAA\"}}]}"))
                .isEqualTo("messages | messages: a message of the system has text only for Bedrock's models.");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"type":"text","text":"Hi","cache_control":{"type":"ephemeral"}} | {"text":"Hi"},{"cachePoint":{"type":"default"}}
            {"type":"text","text":"Hi","cache_control":{"type":"ephemeral","ttl":"1h"}} | {"text":"Hi"},{"cachePoint":{"type":"default","ttl":"1h"}}
            {"type":"image_url","image_url":{"url":"data:image/jpg;base64,AAAA"}} | {"image":{"format":"jpeg","source":{"bytes":"AAAA"}}}
            {"type":"image_url","image_url":{"url":"data:image/webp;base64,AAAA"},"cache_control":{}} | {"image":{"format":"webp","source":{"bytes":"AAAA"}}},{"cachePoint":{"type":"default"}}
            {"type":"image_url","image_url":{"url":"s3://b/a.JPG"}} | {"image":{"format":"jpeg","source":{"s3Location":{"uri":"s3://b/a.JPG"}}}}
            {"type":"image_url","image_url":{"url":"s3://b/a","format":"image/png"}} | {"image":{"format":"png","source":{"s3Location":{"uri":"s3://b/a"}}}}
            {"type":"file","file":{"file_data":"AAAA","filename":"my_report (1).pdf"}} | {"document":{"format":"pdf","name":"my report (1) pdf","source":{"bytes":"AAAA"}}}
            {"type":"file","file":{"file_data":"data:text/markdown;base64,AAAA"}} | {"document":{"format":"md","name":"document","source":{"bytes":"AAAA"}}}
            {"type":"file","file":{"file_data":"data:text/csv;base64,AAAA","filename":"../__"}} | {"document":{"format":"csv","name":"document","source":{"bytes":"AAAA"}}}
            {"type":"input_audio","input_audio":{"data":"AAAA","format":"wav"}} | {"audio":{"format":"wav","source":{"bytes":"AAAA"}}}
            """)
    void partsAreBlocks(String part, String blocks) {
        assertThat(block(part)).isEqualTo(blocks);
    }

    @Test
    void noTwoDocumentsOfARequestHaveOneName() {
        String file = "{\"type\":\"file\",\"file\":{\"file_data\":\"AAAA\",\"filename\":\"%s\"}}";
        String sent = block(file.formatted("a.pdf") + "," + file.formatted("a_pdf") + "," + file.formatted("a  pdf")
                + "," + file.formatted("x".repeat(300)));

        assertThat(sent).contains("\"a pdf\"", "\"a pdf 2\"", "\"a pdf 3\"", "\"" + "x".repeat(195) + "\"");
    }

    @Test
    void callsAndTheirResultsFindEachOtherByIdsThatBedrockTakes() {
        String sent = CLAUDE.messages(
                        USER,
                        called("a b"),
                        result(
                                "a b",
                                "[{\"type\":\"text\",\"text\":\"red\",\"cache_control\":{}},{\"type\":\"image_url\",\"image_url\":"
                                        + "{\"url\":\"data:image/png;base64,AAAA\"}}]"))
                .at("messages");
        String id = sent.replaceFirst(".*\"toolUse\":\\{\"toolUseId\":\"([^\"]*)\".*", "$1");

        assertThat(id).matches("[a-zA-Z0-9_-]{1,64}");
        assertThat(sent)
                .contains("{\"toolUse\":{\"toolUseId\":\"" + id + "\",\"name\":\"look\",\"input\":{\"at\":1}}}")
                .contains("{\"toolResult\":{\"toolUseId\":\"" + id
                        + "\",\"content\":[{\"text\":\"red\"},{\"image\":{\"format\":\"png\","
                        + "\"source\":{\"bytes\":\"AAAA\"}}}]}}");
    }

    @Test
    void theMarkOfAResultStandsBehindIt() {
        String marked =
                "{\"role\":\"tool\",\"tool_call_id\":\"a\",\"content\":\"red\",\"cache_control\":{\"type\":\"ephemeral\"}}";

        assertThat(CLAUDE.messages(USER, called("a"), marked).at("messages"))
                .endsWith("\"content\":[{\"text\":\"red\"}]}},{\"cachePoint\":{\"type\":\"default\"}}]}]");
    }

    /** What was hidden is bytes here, in base64; a thought without a signature nobody takes back. */
    @Test
    void thoughtsGoBackWithTheirSignatures() {
        String sent = CLAUDE.messages(
                        USER,
                        "{\"role\":\"assistant\",\"content\":\"Yes\",\"thinking_blocks\":[{\"thinking\":\"Hm\",\"signature\":\"s\"},"
                                + "{\"thinking\":\"unsigned\"},{\"data\":\"QUJD\"},{\"data\":\"no base64!\"}]}")
                .at("messages");

        assertThat(sent)
                .endsWith(
                        "\"content\":[{\"reasoningContent\":{\"reasoningText\":{\"text\":\"Hm\",\"signature\":\"s\"}}},"
                                + "{\"reasoningContent\":{\"redactedContent\":\"QUJD\"}},{\"reasoningContent\":{\"redactedContent\":"
                                + "\"bm8gYmFzZTY0IQ==\"}},{\"text\":\"Yes\"}]}]");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            "max_tokens":9                  | inferenceConfig | {"maxTokens":9}
            "max_completion_tokens":9,"max_tokens":5 | inferenceConfig | {"maxTokens":9}
            "temperature":0.5,"top_p":0.9   | inferenceConfig | {"temperature":0.5,"topP":0.9}
            "stop":"END"                    | inferenceConfig | {"stopSequences":["END"]}
            "stop":["A","B"]                | inferenceConfig | {"stopSequences":["A","B"]}
            "top_k":40                      | additionalModelRequestFields | {"top_k":40}
            "anthropic_beta":["b"]          | additionalModelRequestFields | {"anthropic_beta":["b"]}
            "additionalModelRequestFields":{"a":1},"b":2 | additionalModelRequestFields | {"b":2,"a":1}
            "guardrailConfig":{"a":1}       | guardrailConfig | {"a":1}
            "performanceConfig":{"latency":"optimized"} | performanceConfig | {"latency":"optimized"}
            "service_tier":"flex"           | serviceTier     | {"type":"flex"}
            "service_tier":"auto"           | serviceTier     | none
            "n":1                           | inferenceConfig | none
            "presence_penalty":0            | additionalModelRequestFields | none
            """)
    void parametersHaveBedrocksNames(String field, String name, String value) {
        assertThat(CLAUDE.chat(field).at(name)).isEqualTo(value);
    }

    @ParameterizedTest
    @ValueSource(strings = {"seed\":1", "logprobs\":true", "n\":2", "logit_bias\":{\"1\":1}", "frequency_penalty\":1"})
    void whatBedrockHasNotIsRefusedByItsNameOrLeftOut(String field) {
        String name = field.substring(0, field.indexOf('"'));

        assertThat(CLAUDE.chatRefused("\"" + field))
                .isEqualTo(name + " | " + name
                        + ": Bedrock's models have no such parameter; leave it out, or set drop_params or"
                        + " additional_drop_params for the model.");
        assertThat(model("a", ", drop_params: true")
                        .chat("\"" + field)
                        .body()
                        .fields()
                        .keySet())
                .containsExactly("messages");
    }

    /** Newer models of Claude's have set their sampling themselves, here as at Anthropic. */
    @Test
    void samplingThatAModelRefusesIsLeftOutWhereThatIsWanted() {
        String fields = "\"temperature\":0.5,\"top_p\":0.9,\"top_k\":40,\"max_tokens\":9";
        SentRequest dropped =
                model("anthropic.claude-opus-5-v1:0", ", drop_params: true").chat(fields);

        assertThat(dropped.at("inferenceConfig")).isEqualTo("{\"maxTokens\":9}");
        assertThat(dropped.at("additionalModelRequestFields")).isEqualTo("none");
        assertThat(model("anthropic.claude-opus-5-v1:0", "").chat(fields).at("inferenceConfig"))
                .contains("temperature");
        assertThat(model("amazon.nova-pro-v1:0", ", drop_params: true")
                        .chat(fields)
                        .at("inferenceConfig"))
                .contains("temperature");
    }

    @Test
    void formatsAreOfTheOutputOrAWordOfTheSystem() {
        assertThat(CLAUDE.chat(
                                "\"response_format\":{\"type\":\"json_schema\",\"json_schema\":{\"name\":\"a\",\"schema\":{\"b\":1}}}")
                        .at("outputConfig"))
                .isEqualTo(
                        "{\"textFormat\":{\"type\":\"json_schema\",\"structure\":{\"jsonSchema\":{\"schema\":\"{\\\"b\\\":1}\","
                                + "\"name\":\"a\"}}}}");
        assertThat(CLAUDE.chat("\"response_format\":{\"type\":\"json_object\"}").at("system"))
                .isEqualTo("[{\"text\":\"Answer with one JSON object and nothing else.\"}]");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            anthropic.claude-sonnet-4-5-v1:0 | "reasoning_effort":"low" | {"thinking":{"type":"enabled","budget_tokens":1024}} | 5120
            anthropic.claude-sonnet-4-5-v1:0 | "reasoning_effort":"high","max_tokens":4096 | {"thinking":{"type":"enabled","budget_tokens":4096}} | 8192
            anthropic.claude-sonnet-4-5-v1:0 | "reasoning_effort":"high","max_completion_tokens":4097 | {"thinking":{"type":"enabled","budget_tokens":4096}} | 4097
            anthropic.claude-sonnet-4-5-v1:0 | "reasoning_effort":"none" | none | none
            anthropic.claude-opus-4-6-v1:0   | "reasoning_effort":"minimal" | {"thinking":{"type":"adaptive"},"output_config":{"effort":"low"}} | none
            anthropic.claude-opus-4-6-v1:0   | "reasoning_effort":"xhigh" | {"thinking":{"type":"adaptive"},"output_config":{"effort":"high"}} | none
            anthropic.claude-opus-4-6-v1:0   | "thinking":{"type":"enabled","budget_tokens":2000} | {"thinking":{"type":"enabled","budget_tokens":2000}} | 6096
            anthropic.claude-opus-5-v1:0     | "thinking":{"type":"enabled","budget_tokens":2000} | {"thinking":{"type":"adaptive"}} | none
            anthropic.claude-opus-5-v1:0     | "thinking":{"type":"disabled"},"reasoning_effort":"low" | {"thinking":{"type":"disabled"}} | none
            amazon.nova-2-lite-v1:0          | "reasoning_effort":"medium" | {"reasoningConfig":{"type":"enabled","maxReasoningEffort":"medium"}} | none
            amazon.nova-2-lite-v1:0          | "top_k":40 | {"inferenceConfig":{"topK":40}} | none
            openai.gpt-oss-120b-1:0          | "reasoning_effort":"minimal" | {"reasoning_effort":"low"} | none
            """)
    void everyMakersModelsThinkInTheirOwnWay(String name, String field, String more, String tokens) {
        SentRequest sent = model(name, "").chat(field);

        assertThat(sent.at("additionalModelRequestFields")).isEqualTo(more);
        assertThat(sent.at("inferenceConfig.maxTokens")).isEqualTo(tokens);
    }

    @Test
    void aModelOfWhichNobodyKnowsHowItThinksIsNotAsked() {
        assertThat(model("meta.llama3", "").chatRefused("\"reasoning_effort\":\"low\""))
                .isEqualTo(
                        "reasoning_effort | reasoning_effort: it is not known how this model is asked to think; say it in"
                                + " additionalModelRequestFields, or set drop_params for the model.");
        assertThat(model("meta.llama3", ", drop_params: true")
                        .chat("\"reasoning_effort\":\"low\"")
                        .body()
                        .fields()
                        .keySet())
                .containsExactly("messages");
        assertThat(CLAUDE.chatRefused("\"reasoning_effort\":\"lots\""))
                .isEqualTo(
                        "reasoning_effort | reasoning_effort: none, minimal, low, medium, high or xhigh is expected.");
    }

    @Test
    void toolsHaveASchemaOfAnObject() {
        String others =
                ",{\"type\":\"function\",\"function\":{\"name\":\"now\",\"description\":\" \",\"strict\":true,\"parameters\":"
                        + "{\"properties\":{}}},\"cache_control\":{}},{\"type\":\"function\",\"function\":{\"name\":\"sum\",\"description\":"
                        + "\"Sums\",\"parameters\":{\"type\":\"x\"}}}";

        assertThat(CLAUDE.chat("\"tools\":[" + LOOK + others + "]").at("toolConfig.tools"))
                .isEqualTo(
                        "[{\"toolSpec\":{\"name\":\"look\",\"inputSchema\":{\"json\":{\"type\":\"object\",\"properties\":{}}}}},"
                                + "{\"toolSpec\":{\"name\":\"now\",\"inputSchema\":{\"json\":{\"type\":\"object\",\"properties\":{}}},\"strict\":"
                                + "true}},{\"cachePoint\":{\"type\":\"default\"}},{\"toolSpec\":{\"name\":\"sum\",\"description\":\"Sums\","
                                + "\"inputSchema\":{\"json\":{\"type\":\"x\"}}}}]");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            null       | none
            "auto"     | {"auto":{}}
            "required" | {"any":{}}
            {"type":"function","function":{"name":"look"}} | {"tool":{"name":"look"}}
            """)
    void aChoiceOfToolsIsABlock(String choice, String block) {
        assertThat(CLAUDE.chat("\"tools\":[" + LOOK + "],\"tool_choice\":" + choice)
                        .at("toolConfig.toolChoice"))
                .isEqualTo(block);
    }

    /** Bedrock has no choice that forbids them, and takes calls of a conversation only along with tools. */
    @Test
    void toolsThatAreForbiddenAreLeftOutUntilSomeWereCalled() {
        String forbidden = "\"tools\":[" + LOOK + "],\"tool_choice\":\"none\"";
        String conversation =
                "{\"model\":\"m\",\"messages\":[" + USER + "," + called("a") + "," + result("a", "\"red\"") + "]";

        assertThat(CLAUDE.chat(forbidden).at("toolConfig")).isEqualTo("none");
        assertThat(CLAUDE.refused("/v1/chat/completions", conversation + "," + forbidden + "}"))
                .isEqualTo(
                        "tool_choice | tool_choice: Bedrock cannot forbid tools in a conversation that has called some; leave it"
                                + " out, or set drop_params for the model.");
        assertThat(CLAUDE.sent("/v1/chat/completions", conversation + "}").at("toolConfig"))
                .isEqualTo(
                        "{\"tools\":[{\"toolSpec\":{\"name\":\"look\",\"inputSchema\":{\"json\":{\"type\":\"object\","
                                + "\"properties\":{}}}}}]}");
        assertThat(model("a", ", drop_params: true")
                        .sent("/v1/chat/completions", conversation + "," + forbidden + "}")
                        .at("toolConfig.toolChoice"))
                .isEqualTo("none");
    }

    @Test
    void whatTheDeploymentSaysGoesAlong() {
        assertThat(model("a", ", temperature: 0.25").chat("").at("inferenceConfig"))
                .isEqualTo("{\"temperature\":0.25}");
    }
}
