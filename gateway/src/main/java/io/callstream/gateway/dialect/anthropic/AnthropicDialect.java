package io.callstream.gateway.dialect.anthropic;

import io.callstream.gateway.config.Deployment;
import io.callstream.gateway.dialect.answer.EventReader;
import io.callstream.gateway.dialect.answer.WholeAnswerReader;
import io.callstream.gateway.provider.Dialect;
import io.callstream.gateway.provider.RequestEncoder;
import io.callstream.gateway.provider.ResponseReader;

/** Anthropic's Messages API. */
public final class AnthropicDialect implements Dialect {
    public static final String FORM = "anthropic";

    @Override
    public String form() {
        return FORM;
    }

    @Override
    public RequestEncoder encoder(Deployment deployment) {
        return encoder(deployment, OwnPlace.of(deployment));
    }

    /** For other places where the form is spoken. */
    public static RequestEncoder encoder(Deployment deployment, AnthropicPlace place) {
        return new AnthropicEncoder(deployment, place);
    }

    @Override
    public ResponseReader reader(int status, boolean stream) {
        return stream ? new EventReader(new AnthropicEvents()) : new WholeAnswerReader(status, new MessageForm());
    }
}
