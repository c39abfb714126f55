package io.callstream.gateway.dialect.vertex;

import io.callstream.gateway.config.Deployment;
import io.callstream.gateway.dialect.answer.WholeAnswerReader;
import io.callstream.gateway.dialect.gemini.GeminiDialect;
import io.callstream.gateway.dialect.gemini.GeminiEmbeddings;
import io.callstream.gateway.dialect.request.Account;
import io.callstream.gateway.dialect.request.AccountEncoder;
import io.callstream.gateway.provider.Dialect;
import io.callstream.gateway.provider.Reply;
import io.callstream.gateway.provider.RequestEncoder;
import io.callstream.gateway.provider.ResponseReader;
import io.callstream.json.Slice;
import io.callstream.settings.Secret;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Gemini's models on Vertex AI. */
final class VertexGeminiDialect implements Dialect {
    private static final GeminiEmbeddings EMBEDDINGS = new VertexEmbeddings();

    private final Dialect gemini = new GeminiDialect();
    private final GoogleAccounts accounts;

    VertexGeminiDialect(GoogleAccounts accounts) {
        this.accounts = accounts;
    }

    @Override
    public String form() {
        return gemini.form();
    }

    /** A key takes the place of an account. */
    @Override
    public RequestEncoder encoder(Deployment deployment) {
        VertexPlace place = VertexPlace.of(deployment, "/v1beta1");
        Map<String, String> key = deployment
                .apiKey()
                .map(Secret::reveal)
                .map(value -> Map.of("x-goog-api-key", value))
                .orElse(Map.of());
        Account account = key.isEmpty() ? accounts.of(place.options().login()) : Account.NONE;
        RequestEncoder encoder = GeminiDialect.encoder(
                deployment, (model, method) -> place.path("google", model, method), key, account, EMBEDDINGS);
        return new AccountEncoder(encoder, account);
    }

    @Override
    public ResponseReader reader(int status, boolean stream) {
        return gemini.reader(status, stream);
    }

    @Override
    public ResponseReader reader(Reply reply) {
        return gemini.reader(reply);
    }

    @Override
    public @Nullable UnaryOperator<Slice> imageAnswer(long created) {
        return gemini.imageAnswer(created);
    }

    @Override
    public ResponseReader embeddingReader(int status) {
        return new WholeAnswerReader(status, EMBEDDINGS.answers());
    }
}
