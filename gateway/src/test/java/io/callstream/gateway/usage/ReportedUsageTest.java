package io.callstream.gateway.usage;

import static org.assertj.core.api.Assertions.assertThat;

import io.callstream.gateway.api.openai.ResponseScan;
import io.callstream.json.Slice;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Usage as providers and the gateways between report it, and what it means. A detail that is not reported is -1. */
class ReportedUsageTest {
    @DisplayName("a usage object")
    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '\0', textBlock = """
        U04 new-api: zeros under the other names | {"prompt_tokens":11,"completion_tokens":7,"total_tokens":18,"input_tokens":0,"output_tokens":0} | 11/7/18
        zeros first | {"input_tokens":0,"output_tokens":0,"prompt_tokens":11,"completion_tokens":7,"total_tokens":18} | 11/7/18
        zeros under OpenAI's names | {"prompt_tokens":0,"completion_tokens":0,"total_tokens":18,"input_tokens":11,"output_tokens":7} | 11/7/18
        only the other names make up the total | {"prompt_tokens":1,"completion_tokens":7,"total_tokens":18,"input_tokens":11,"output_tokens":7} | 11/7/18
        a name twice, a zero last | {"prompt_tokens":11,"completion_tokens":7,"prompt_tokens":0} | 11/7/18
        U05 xAI: reasoning beside the completion | {"prompt_tokens":100,"completion_tokens":10,"total_tokens":410,"completion_tokens_details":{"reasoning_tokens":300}} | 100/310/410
        reasoning inside the completion | {"prompt_tokens":100,"completion_tokens":310,"total_tokens":410,"completion_tokens_details":{"reasoning_tokens":300}} | 100/310/410
        more reasoning than completion, no total | {"prompt_tokens":100,"completion_tokens":10,"completion_tokens_details":{"reasoning_tokens":300}} | 100/310/410
        xAI, cached as well | {"prompt_tokens":100,"completion_tokens":10,"total_tokens":410,"prompt_tokens_details":{"cached_tokens":60},"completion_tokens_details":{"reasoning_tokens":300}} | 100/310/410
        U06B Gemini leaves out the completion | {"prompt_tokens":10,"total_tokens":35} | 10/25/35
        completion 0 that cannot be | {"prompt_tokens":10,"completion_tokens":0,"total_tokens":35} | 10/25/35
        the prompt is missing | {"completion_tokens":25,"total_tokens":35} | 10/25/35
        a prompt alone | {"prompt_tokens":10,"total_tokens":10} | 10/-1/10
        a total alone | {"total_tokens":35} | -1/-1/35
        U10 floats | {"prompt_tokens":12.0,"completion_tokens":5.0,"total_tokens":17.0} | 12/5/17
        fractions | {"prompt_tokens":11.6,"completion_tokens":5.4} | 12/5/17
        exponents | {"prompt_tokens":1.2e1,"completion_tokens":5E0,"total_tokens":17} | 12/5/17
        strings | {"prompt_tokens":"12","completion_tokens":"5.0","total_tokens":"17"} | 12/5/17
        negative and null | {"prompt_tokens":12,"completion_tokens":null,"output_tokens":5,"total_tokens":-1} | 12/5/17
        a number beyond all bounds | {"prompt_tokens":12,"completion_tokens":5,"total_tokens":99999999999999999999} | 12/5/17
        -0.0 | {"prompt_tokens":12,"completion_tokens":-0.0} | 12/0/12
        details that are null | {"prompt_tokens":12,"completion_tokens":5,"prompt_tokens_details":null,"completion_tokens_details":[]} | 12/5/17
        a total below its parts | {"prompt_tokens":12,"completion_tokens":5,"total_tokens":5} | 12/5/17
        a total of 0 | {"prompt_tokens":12,"completion_tokens":5,"total_tokens":0} | 12/5/17
        a total that nothing explains | {"prompt_tokens":12,"completion_tokens":5,"total_tokens":20} | 12/5/20
        Anthropic: the cache stands beside the input | {"input_tokens":20,"output_tokens":5,"cache_read_input_tokens":70,"cache_creation_input_tokens":10} | 100/5/105
        Anthropic's parts of what was written | {"input_tokens":20,"output_tokens":5,"cache_creation":{"ephemeral_5m_input_tokens":70,"ephemeral_1h_input_tokens":10}} | 100/5/105
        the total says that the cache stands beside | {"prompt_tokens":20,"completion_tokens":5,"total_tokens":105,"cache_read_input_tokens":80} | 100/5/105
        the total says that it does not | {"input_tokens":100,"output_tokens":5,"total_tokens":105,"cache_read_input_tokens":80} | 100/5/105
        Responses' names | {"input_tokens":100,"input_tokens_details":{"cached_tokens":80},"output_tokens":5,"output_tokens_details":{"reasoning_tokens":3},"total_tokens":105} | 100/5/105
        DeepSeek | {"prompt_tokens":100,"completion_tokens":5,"total_tokens":105,"prompt_cache_hit_tokens":80,"prompt_cache_miss_tokens":20} | 100/5/105
        DeepSeek's parts alone | {"completion_tokens":5,"prompt_cache_hit_tokens":80,"prompt_cache_miss_tokens":20} | 100/5/105
        more cached than there is | {"prompt_tokens":100,"completion_tokens":5,"total_tokens":105,"prompt_tokens_details":{"cached_tokens":200}} | 100/5/105
        Bedrock | {"inputTokens":20,"outputTokens":5,"totalTokens":25} | 20/5/25
        Bedrock with a cache | {"inputTokens":20,"outputTokens":5,"totalTokens":105,"cacheReadInputTokens":80,"cacheWriteInputTokens":0} | 100/5/105
        Gemini | {"promptTokenCount":10,"candidatesTokenCount":5,"totalTokenCount":15} | 10/5/15
        Gemini's thoughts | {"promptTokenCount":10,"candidatesTokenCount":5,"thoughtsTokenCount":20,"totalTokenCount":35} | 10/25/35
        Gemini's thoughts without a total | {"prompt_token_count":10,"candidates_token_count":5,"thoughts_token_count":20} | 10/25/35
        Gemini's tools | {"promptTokenCount":10,"toolUsePromptTokenCount":7,"candidatesTokenCount":5,"thoughtsTokenCount":20,"totalTokenCount":42} | 17/25/42
        Gemini thought of nothing else | {"promptTokenCount":10,"thoughtsTokenCount":25,"totalTokenCount":35} | 10/25/35
        Cohere | {"billed_units":{"input_tokens":3,"output_tokens":5},"tokens":{"input_tokens":10,"output_tokens":5}} | 10/5/15
        """)
    void usage(String name, String usage, String expected) {
        assertThat(sums(UsageReader.of(Slice.of(usage)))).isEqualTo(expected);
    }

    @DisplayName("the details of a usage")
    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '\0', textBlock = """
        U15 a zero says nothing new | {"prompt_tokens":100,"completion_tokens":5,"cache_read_input_tokens":80,"prompt_tokens_details":{"cached_tokens":0}} | 80/-1/-1/-1/-1
        the other way round | {"prompt_tokens":100,"completion_tokens":5,"prompt_tokens_details":{"cached_tokens":80},"cache_read_input_tokens":0} | 80/-1/-1/-1/-1
        all zero | {"prompt_tokens":100,"completion_tokens":5,"prompt_tokens_details":{"cached_tokens":0,"audio_tokens":0}} | 0/-1/-1/0/-1
        both ways of saying what was written | {"input_tokens":20,"cache_creation_input_tokens":80,"cache_creation":{"ephemeral_5m_input_tokens":70,"ephemeral_1h_input_tokens":10}} | -1/80/-1/-1/-1
        reasoning at the top | {"prompt_tokens":100,"completion_tokens":50,"reasoning_tokens":30,"completion_tokens_details":{"audio_tokens":4}} | -1/-1/30/-1/4
        camel case | {"inputTokens":100,"outputTokens":5,"promptTokensDetails":{"cachedTokens":80}} | 80/-1/-1/-1/-1
        Gemini | {"promptTokenCount":10,"candidatesTokenCount":5,"cachedContentTokenCount":4,"thoughtsTokenCount":20} | 4/-1/20/-1/-1
        """)
    void details(String name, String usage, String expected) {
        Usage read = UsageReader.of(Slice.of(usage));

        assertThat(read).isNotNull();
        UsageDetails details = read.details();
        assertThat(details.cacheRead() + "/" + details.cacheCreation() + "/" + details.reasoning() + "/"
                        + details.promptAudio() + "/" + details.completionAudio())
                .isEqualTo(expected);
    }

    @DisplayName("an answer")
    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '\0', textBlock = """
        the usual place | {"usage":{"prompt_tokens":10,"completion_tokens":5}} | 10/5/15
        Groq's streams | {"x_groq":{"id":"r","usage":{"prompt_tokens":10,"completion_tokens":5,"total_time":0.2}}} | 10/5/15
        zeros in the usual place | {"usage":{"prompt_tokens":0,"completion_tokens":0},"x_groq":{"usage":{"prompt_tokens":10,"completion_tokens":5}}} | 10/5/15
        Moonshot's choices | {"choices":[{"index":0,"usage":{"prompt_tokens":10,"completion_tokens":5,"total_tokens":15}}]} | 10/5/15
        choices with the usage of all | {"choices":[{"usage":{"prompt_tokens":10,"completion_tokens":5}},{"usage":{"prompt_tokens":10,"completion_tokens":5}}]} | 10/5/15
        choices with their own | {"choices":[{"usage":{"prompt_tokens":10,"completion_tokens":5}},{"usage":{"prompt_tokens":10,"completion_tokens":6}}]} | 10/11/21
        Gemini's metadata | {"choices":[],"usageMetadata":{"promptTokenCount":10,"candidatesTokenCount":5,"totalTokenCount":15}} | 10/5/15
        Cohere's metadata | {"meta":{"api_version":{"version":"1"},"billed_units":{"input_tokens":10,"output_tokens":5}}} | 10/5/15
        Bedrock's metrics | {"amazon-bedrock-invocationMetrics":{"inputTokenCount":10,"outputTokenCount":5,"invocationLatency":900}} | 10/5/15
        embeddings with a total alone | {"object":"list","data":[{"embedding":[0.1]}],"usage":{"total_tokens":10}} | 10/-1/10
        a chat with a total alone | {"choices":[{"message":{"content":"x"}}],"usage":{"total_tokens":10}} | -1/-1/10
        zeros everywhere | {"choices":[{"message":{"content":"x"}}],"usage":{"prompt_tokens":0,"completion_tokens":0,"total_tokens":0}} | 0/0/0
        nothing | {"choices":[{"message":{"content":"x","usage":"much"}}],"usage":null} | none
        an answer's own text is not looked at | {"choices":[{"message":{"usage":{"prompt_tokens":10}}}],"metadata":{"usage":{"prompt_tokens":10}}} | none
        """)
    void answer(String name, String answer, String expected) {
        Slice json = Slice.of(answer);

        assertThat(sums(UsageReader.ofAnswer(json, ResponseScan.of(json).usage())))
                .isEqualTo(expected);
    }

    private static String sums(Usage usage) {
        return usage == null
                ? "none"
                : usage.promptTokens() + "/" + usage.completionTokens() + "/" + usage.totalTokens();
    }
}
