package io.callstream.gateway.usage;

import static org.assertj.core.api.Assertions.assertThat;

import io.callstream.json.Slice;
import org.junit.jupiter.api.Test;

class UsageTest {
    @Test
    void openAisUsageIsReadWithItsDetails() {
        Usage usage = UsageReader.of(Slice.of("""
                {"prompt_tokens": 19, "completion_tokens": 10, "total_tokens": 29,
                 "prompt_tokens_details": {"cached_tokens": 8, "audio_tokens": 1},
                 "completion_tokens_details": {"reasoning_tokens": 4, "audio_tokens": 2,
                   "accepted_prediction_tokens": 0}}"""));

        assertThat(usage).isEqualTo(new Usage(19, 10, 29, new UsageDetails(8, -1, 4, 1, 2), UsageSource.PROVIDER));
    }

    @Test
    void imagesAndWhatIsKeptForAnHourAreToldApart() {
        Usage drawn = UsageReader.of(Slice.of("""
                {"input_tokens": 50, "output_tokens": 6, "total_tokens": 56,
                 "input_tokens_details": {"image_tokens": 40, "text_tokens": 10},
                 "output_tokens_details": {"image_tokens": 5, "text_tokens": 1}}"""));
        Usage kept = UsageReader.of(Slice.of("""
                {"prompt_tokens": 100, "completion_tokens": 1, "total_tokens": 101, "prompt_tokens_details": {"cached_tokens": 0,
                 "cache_creation_tokens": 60,
                 "cache_creation_token_details": {"ephemeral_5m_input_tokens": 40, "ephemeral_1h_input_tokens": 20}}}"""));

        assertThat(drawn.details().others()).isEqualTo(new UsageDetails.Others(-1, 40, 5));
        assertThat(kept.promptTokens()).isEqualTo(100);
        assertThat(kept.details()).isEqualTo(new UsageDetails(0, 60, -1, -1, -1, new UsageDetails.Others(20, -1, -1)));
    }

    @Test
    void anEmbeddingsUsageHasNoCompletion() {
        Usage usage = UsageReader.of(Slice.of("{\"prompt_tokens\": 5, \"total_tokens\": 5}"));

        assertThat(usage).isEqualTo(new Usage(5, -1, 5, UsageDetails.UNKNOWN, UsageSource.PROVIDER));
    }

    @Test
    void whatIsNoNumberOfTokensIsNotKnown() {
        assertThat(UsageReader.of(Slice.of("{\"prompt_tokens\": -3, \"completion_tokens\": null}")))
                .isNull();
        assertThat(UsageReader.of(Slice.of("{\"prompt_tokens\": \"many\", \"total_tokens\": 1e999}")))
                .isNull();
        assertThat(UsageReader.of(Slice.of("{"))).isNull();
        assertThat(UsageReader.of(null)).isNull();
    }

    /** 9 is what OpenAI itself reports for this request. */
    @Test
    void aChatIsCountedAsOpenAiCountsIt() {
        Slice request = Slice.of("{\"messages\": [{\"role\": \"user\", \"content\": \"hello world\"}]}");
        Slice response = Slice.of("""
                {"id": "x", "choices": [{"index": 0, "finish_reason": "stop",
                  "message": {"role": "assistant", "content": "hello world"}}]}""");

        Usage usage = new TokenCounter().count("gpt-4o", request, response);

        assertThat(usage).isEqualTo(Usage.of(9, 2, UsageSource.COUNTED));
    }

    @Test
    void picturesAreNotCountedAsText() {
        Slice request = Slice.of("""
                {"messages": [{"role": "user", "content": [{"type": "text", "text": "hello world"},
                  {"type": "image_url", "image_url": {"url": "data:image/png;base64,AAAAAAAAAAAAAAAAAAAAA"}}]}]}""");

        Usage usage = new TokenCounter().count("gpt-4", request, Slice.of("{\"choices\": [{\"text\": \"hi\"}]}"));

        assertThat(usage).isEqualTo(Usage.of(9, 1, UsageSource.COUNTED));
    }

    @Test
    void aPromptMayBeGivenAsTokens() {
        Slice request = Slice.of("{\"input\": [[1, 2, 3], [4]]}");

        Usage usage = new TokenCounter().count("text-embedding-3-small", request, Slice.of("{\"data\": []}"));

        assertThat(usage).isEqualTo(Usage.of(4, 0, UsageSource.COUNTED));
    }
}
