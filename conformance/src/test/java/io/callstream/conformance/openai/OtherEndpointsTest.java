package io.callstream.conformance.openai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.openai.client.OpenAIClient;
import com.openai.core.http.StreamResponse;
import com.openai.models.completions.Completion;
import com.openai.models.completions.CompletionCreateParams;
import com.openai.models.embeddings.CreateEmbeddingResponse;
import com.openai.models.embeddings.EmbeddingCreateParams;
import com.openai.models.models.Model;
import io.callstream.conformance.judged.Judged;
import io.callstream.conformance.judged.Target;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@Conformance
class OtherEndpointsTest implements Judged {
    private final Target target;
    private final OpenAIClient client;

    OtherEndpointsTest(Target target) {
        this.target = target;
        this.client = Clients.of(target);
    }

    @Override
    public Target target() {
        return target;
    }

    @AfterEach
    void close() {
        client.close();
    }

    @Test
    void listsModels() {
        List<Model> models = client.models().list().data();

        assertThat(models).extracting(Model::id).contains("sim-text", "sim-tools");
        models.forEach(Model::validate);
    }

    @Test
    void embedsSeveralInputsAsNumbers() {
        CreateEmbeddingResponse answer = client.embeddings()
                .create(EmbeddingCreateParams.builder()
                        .model("sim-text")
                        .inputOfArrayOfStrings(List.of("one", "two"))
                        .encodingFormat(EmbeddingCreateParams.EncodingFormat.FLOAT)
                        .build());

        assertThat(answer.data()).hasSize(2);
        assertThat(answer.usage().promptTokens()).isPositive();
        assertThat(answer.data().get(0).embedding())
                .isNotEqualTo(answer.data().get(1).embedding());
    }

    @Test
    void embedsTheSameInBothEncodings() {
        List<Float> numbers = embedding(EmbeddingCreateParams.EncodingFormat.FLOAT);
        List<Float> packed = embedding(EmbeddingCreateParams.EncodingFormat.BASE64);

        assertThat(packed).hasSameSizeAs(numbers);
        for (int at = 0; at < numbers.size(); at++) {
            assertThat(packed.get(at)).isCloseTo(numbers.get(at), within(1e-6f));
        }
    }

    @Test
    void completesText() {
        Completion completion = client.completions().create(prompt());

        assertThat(completion.choices().get(0).text()).isNotEmpty();
        completion.validate();
    }

    @Test
    void streamsCompletions() {
        try (StreamResponse<Completion> stream = client.completions().createStreaming(prompt())) {
            String streamed =
                    stream.stream().map(chunk -> chunk.choices().get(0).text()).collect(Collectors.joining());

            assertThat(streamed)
                    .isEqualTo(client.completions()
                            .create(prompt())
                            .choices()
                            .get(0)
                            .text());
        }
    }

    private static CompletionCreateParams prompt() {
        return CompletionCreateParams.builder()
                .model("sim-text")
                .prompt("Once upon")
                .build();
    }

    private List<Float> embedding(EmbeddingCreateParams.EncodingFormat format) {
        return client.embeddings()
                .create(EmbeddingCreateParams.builder()
                        .model("sim-text")
                        .input("one")
                        .encodingFormat(format)
                        .build())
                .data()
                .get(0)
                .embedding();
    }
}
