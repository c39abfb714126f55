package io.callstream.gateway.dialect.gemini;

import io.callstream.gateway.config.Deployment;
import io.callstream.gateway.dialect.answer.WholeAnswerReader;
import io.callstream.gateway.dialect.request.Account;
import io.callstream.gateway.provider.Dialect;
import io.callstream.gateway.provider.Reply;
import io.callstream.gateway.provider.RequestEncoder;
import io.callstream.gateway.provider.ResponseReader;
import io.callstream.json.Slice;
import io.callstream.settings.Secret;
import java.util.Map;
import java.util.function.UnaryOperator;

/** Google's Gemini API. */
public final class GeminiDialect implements Dialect {
    public static final String FORM = "gemini";
    private static final GeminiEmbeddings EMBEDDINGS = new BatchEmbeddings();

    @Override
    public String form() {
        return FORM;
    }

    @Override
    public RequestEncoder encoder(Deployment deployment) {
        String stem = GeminiPaths.stem(deployment.apiBase(), "/v1beta");
        return encoder(
                deployment,
                (model, method) -> stem + "/models/" + GeminiPaths.segment(model) + ":" + method,
                deployment
                        .apiKey()
                        .map(Secret::reveal)
                        .map(key -> Map.of("x-goog-api-key", key))
                        .orElse(Map.of()),
                Account.NONE,
                EMBEDDINGS);
    }

    /** For other places where the form is spoken. */
    public static RequestEncoder encoder(
            Deployment deployment,
            GeminiPaths paths,
            Map<String, String> credentials,
            Account account,
            GeminiEmbeddings embeddings) {
        return new GeminiEncoder(deployment, paths, credentials, account, embeddings);
    }

    @Override
    public ResponseReader reader(int status, boolean stream) {
        return reader(Reply.of(status, stream));
    }

    @Override
    public ResponseReader reader(Reply reply) {
        GeminiAnswers answers = new GeminiAnswers(reply.tier());
        return reply.stream()
                ? new GeminiStreamReader(answers)
                : new WholeAnswerReader(reply.status(), new GeminiAnswerForm(answers));
    }

    @Override
    public UnaryOperator<Slice> imageAnswer(long created) {
        return answer -> ImageAnswer.of(answer, created);
    }

    @Override
    public ResponseReader embeddingReader(int status) {
        return new WholeAnswerReader(status, EMBEDDINGS.answers());
    }
}
