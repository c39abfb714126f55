package io.callstream.gateway.dialect.bedrock;

import io.callstream.gateway.dialect.answer.AnswerForm;
import io.callstream.gateway.dialect.cohere.CohereEmbedForm;
import io.callstream.gateway.provider.Delta;
import io.callstream.gateway.usage.TokenNumber;
import io.callstream.json.JsonValue;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Reads embeddings of Titan's or Cohere's form, which say themselves whose they are, or an error.
 *
 * @param promptTokens that the answer's head counts: Cohere's say none; negative when it does not
 */
record EmbeddingForm(long promptTokens) implements AnswerForm {
    @Override
    public String name() {
        return "embedding of Bedrock's";
    }

    @Override
    public boolean read(@Nullable JsonValue answer, Consumer<Delta> deltas) {
        if (!(answer instanceof JsonValue.Obj whole)) {
            return false;
        }
        if (whole.get("embedding") instanceof JsonValue.Arr vector) {
            deltas.accept(new Delta.Embedding(0, vector));
        } else if (!CohereEmbedForm.vectors(whole, deltas)) {
            return false;
        }
        tokens(whole, deltas);
        return true;
    }

    private void tokens(JsonValue.Obj answer, Consumer<Delta> deltas) {
        long tokens = TokenNumber.of(answer, "inputTextTokenCount", promptTokens);
        if (tokens >= 0) {
            deltas.accept(new Delta.Tokens(tokens, 0));
        }
    }

    @Override
    public boolean isError(JsonValue answer) {
        return answer instanceof JsonValue.Obj object && BedrockErrors.message(object) != null;
    }

    @Override
    public Delta.Failure failure(@Nullable JsonValue answer, int status) {
        return BedrockErrors.ofAnswer(answer, status);
    }
}
