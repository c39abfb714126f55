package io.callstream.gateway.dialect.openai;

import static org.assertj.core.api.Assertions.assertThat;

import io.callstream.gateway.dialect.DialectRig;
import io.callstream.gateway.error.GatewayError;
import io.callstream.gateway.provider.Delta;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is read of answers in OpenAI's form, whole and in chunks, for clients of other forms. */
class ChatAnswersTest {
    private static final DialectRig OPENAI = DialectRig.of("model: openai/gpt-4o, api_key: k");
    private static final Delta.Begin BEGIN = new Delta.Begin("c-1", "gpt-4o");

    private static String answer(String message, String more) {
        return "{\"id\":\"c-1\",\"model\":\"gpt-4o\",\"choices\":[{\"index\":1,\"message\":{\"content\":\"other\"}},{\"index\":0,"
                + "\"message\":{" + message + "},\"finish_reason\":\"stop\"}]" + more + "}";
    }

    private static String chunk(String delta, String more) {
        return "data: {\"id\":\"c-1\",\"model\":\"gpt-4o\",\"choices\":[{\"index\":0,\"delta\":{" + delta + "}}]" + more
                + "}\n\n";
    }

    @Test
    void anAnswerIsRead() {
        String message =
                "\"reasoning_content\":\"Hm\",\"reasoning\":\"not again\",\"thinking_blocks\":[{\"thinking\":\"Hm\",\"signature\":"
                        + "\"s\"},{\"data\":\"d\"},{\"thinking\":\"x\",\"signature\":\"\"},7],\"content\":[{\"type\":\"text\",\"text\":\"Hi\"},{\"text\":"
                        + "\"\"},7],\"refusal\":\"No\",\"tool_calls\":[{\"id\":\"a\",\"function\":{\"name\":\"look\",\"arguments\":\"{}\"}},7]";

        assertThat(OPENAI.answer(200, answer(message, "")))
                .containsExactly(
                        BEGIN,
                        new Delta.Reasoning("Hm"),
                        new Delta.ReasoningSignature("s"),
                        new Delta.HiddenReasoning("d"),
                        new Delta.Text("Hi"),
                        new Delta.Text("No"),
                        new Delta.ToolCall(0, "a", "look", "{}"),
                        new Delta.Finish("stop"));
    }

    @Test
    void thoughtsHaveAnotherNameWithSomeServers() {
        assertThat(OPENAI.answer(200, answer("\"reasoning\":\"Hm\"", ""))).contains(new Delta.Reasoning("Hm"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"prompt_tokens":3,"completion_tokens":4} | 3 | 4 | -1 | -1 | -1 | -1 | -1 | -1
            {"prompt_tokens":"3"} | 3 | 0 | -1 | -1 | -1 | -1 | -1 | -1
            {"prompt_tokens":9,"completion_tokens":8,"prompt_tokens_details":{"cached_tokens":5,"cache_creation_tokens":2,"audio_tokens":1,"cache_creation_token_details":{"ephemeral_1h_input_tokens":2}},"completion_tokens_details":{"reasoning_tokens":6,"image_tokens":7}} | 9 | 8 | 5 | 2 | 6 | 2 | 1 | 7
            {"prompt_tokens":9,"completion_tokens":8,"prompt_tokens_details":{},"completion_tokens_details":{}} | 9 | 8 | -1 | -1 | -1 | -1 | -1 | -1
            """)
    void usageSaysWhatHasAPriceOfItsOwn(
            String usage,
            long prompt,
            long completion,
            long read,
            long made,
            long thought,
            long hour,
            long sound,
            long image) {
        Delta.Tokens tokens = new Delta.Tokens(
                prompt, completion, read, made, thought, new Delta.Special(hour, sound, image, "flex"));
        String more = ",\"service_tier\":\"flex\",\"usage\":" + usage;

        assertThat(OPENAI.answer(200, answer("", more))).endsWith(tokens);
        assertThat(OPENAI.stream(
                        chunk("", ",\"service_tier\":\"flex\""), chunk("", ",\"usage\":" + usage), "data: [DONE]\n\n"))
                .containsExactly(BEGIN, tokens);
    }

    @Test
    void aStreamIsReadChunkByChunk() {
        String ended = chunk("", "").replace("\"delta\":{}", "\"delta\":{},\"finish_reason\":\"length\"");

        assertThat(OPENAI.stream(
                        chunk("\"content\":\"He\"", ""),
                        ": comment\n\n",
                        chunk("\"content\":\"llo\"", ""),
                        ended,
                        ended.strip()))
                .containsExactly(BEGIN, new Delta.Text("He"), new Delta.Text("llo"), new Delta.Finish("length"));
    }

    @Test
    void nothingComesBehindTheEnd() {
        assertThat(OPENAI.stream(
                        chunk("\"content\":\"Hi\"", ""), "data: [DONE]\n\n", chunk("\"content\":\"late\"", "")))
                .containsExactly(BEGIN, new Delta.Text("Hi"));
        assertThat(OPENAI.stream(chunk("\"content\":\"Hi\"", ""))).endsWith(Delta.Failure.unfinished());
    }

    @ParameterizedTest
    @ValueSource(strings = {"data: {\"choices\":\n\n", "data: [1]\n\n"})
    void nothingAfterHalfAChunkIsTrusted(String half) {
        assertThat(OPENAI.stream(half, chunk("\"content\":\"late\"", "")))
                .containsExactly(new Delta.Failure(502, "The provider sent a chunk that is no JSON object."));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"message":"no such luck","code":429}                    | 429 | no such luck
            {"message":"no such luck","code":"rate_limit_exceeded"}  | 429 | no such luck
            {"message":"no such luck","type":"invalid_request_error"} | 400 | no such luck
            {"message":"no such luck"}                               | 500 | no such luck
            "no such luck"                                           | 500 | no such luck
            {}                                                       | 500 | The provider says no more than that it failed.
            """)
    void anErrorSaysItsStatusWhereTheHeadDoesNot(String error, int status, String message) {
        Delta.Failure failure = new Delta.Failure(status, message);

        assertThat(OPENAI.stream("data: {\"error\":" + error + "}\n\n", chunk("\"content\":\"late\"", "")))
                .containsExactly(failure);
        assertThat(OPENAI.answer(200, "{\"error\":" + error + "}")).containsExactly(failure);
    }

    @Test
    void anErrorHasTheStatusOfItsHead() {
        assertThat(OPENAI.answer(418, "{\"error\":{\"message\":\"no such luck\",\"code\":429}}"))
                .containsExactly(new Delta.Failure(418, "no such luck"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "[1]", "{\"choices\":[]}", "no JSON"})
    void whatIsNoCompletionIsToldAsItStands(String odd) {
        assertThat(OPENAI.answer(200, odd))
                .containsExactly(new Delta.Failure(
                        502,
                        "What the provider answered is no chat completion: " + odd,
                        GatewayError.PROVIDER_PROTOCOL));
    }
}
