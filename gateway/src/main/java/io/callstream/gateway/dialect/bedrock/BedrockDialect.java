package io.callstream.gateway.dialect.bedrock;

import io.callstream.gateway.config.Deployment;
import io.callstream.gateway.credential.CredentialStore;
import io.callstream.gateway.dialect.answer.WholeAnswerReader;
import io.callstream.gateway.provider.Dialect;
import io.callstream.gateway.provider.Reply;
import io.callstream.gateway.provider.RequestEncoder;
import io.callstream.gateway.provider.ResponseReader;
import io.callstream.json.Slice;

/** Amazon Bedrock's Converse API, plain and streamed; and embeddings, which models are invoked for, each in its maker's form. */
public final class BedrockDialect implements Dialect {
    public static final String FORM = "bedrock";

    private final CredentialStore credentials;

    public BedrockDialect(CredentialStore credentials) {
        this.credentials = credentials;
    }

    @Override
    public String form() {
        return FORM;
    }

    @Override
    public RequestEncoder encoder(Deployment deployment) {
        return new BedrockEncoder(deployment, Signing.of(deployment, credentials));
    }

    @Override
    public ResponseReader reader(int status, boolean stream) {
        return reader(Reply.of(status, stream));
    }

    @Override
    public ResponseReader reader(Reply reply) {
        ConverseAnswer answer = new ConverseAnswer(reply.requestId(), reply.model());
        return reply.stream()
                ? new ConverseStreamReader(answer)
                : new WholeAnswerReader(reply.status(), new ConverseForm(answer));
    }

    @Override
    public ResponseReader embeddingReader(Reply reply) {
        return new WholeAnswerReader(reply.status(), new EmbeddingForm(reply.promptTokens()));
    }

    @Override
    public boolean streamsEvents() {
        return false;
    }

    @Override
    public Slice streamAsJson(Slice stream) {
        return ConverseEvents.asJson(stream);
    }
}
