package io.callstream.gateway.dialect.cohere;

import io.callstream.gateway.config.Deployment;
import io.callstream.gateway.dialect.answer.EventReader;
import io.callstream.gateway.dialect.answer.WholeAnswerReader;
import io.callstream.gateway.provider.Dialect;
import io.callstream.gateway.provider.Reply;
import io.callstream.gateway.provider.RequestEncoder;
import io.callstream.gateway.provider.ResponseReader;

/** Cohere's API. */
public final class CohereDialect implements Dialect {
    public static final String FORM = "cohere";

    @Override
    public String form() {
        return FORM;
    }

    @Override
    public RequestEncoder encoder(Deployment deployment) {
        return new CohereEncoder(deployment);
    }

    @Override
    public ResponseReader reader(int status, boolean stream) {
        return reader(Reply.of(status, stream));
    }

    /** Answers do not say which model gave them. */
    @Override
    public ResponseReader reader(Reply reply) {
        return reply.stream()
                ? new EventReader(new CohereEvents(reply.model()))
                : new WholeAnswerReader(reply.status(), new CohereChatForm(reply.model()));
    }

    @Override
    public ResponseReader embeddingReader(int status) {
        return new WholeAnswerReader(status, new CohereEmbedForm());
    }
}
