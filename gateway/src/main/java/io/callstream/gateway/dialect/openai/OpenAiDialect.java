package io.callstream.gateway.dialect.openai;

import io.callstream.gateway.config.Deployment;
import io.callstream.gateway.provider.Dialect;
import io.callstream.gateway.provider.RequestEncoder;
import io.callstream.gateway.provider.ResponseReader;

/** OpenAI's form, which most providers speak. Its answers are passed through: no client of another form is served yet. */
public final class OpenAiDialect implements Dialect {
    public static final String FORM = "openai";

    @Override
    public String form() {
        return FORM;
    }

    @Override
    public RequestEncoder encoder(Deployment deployment) {
        return new OpenAiEncoder(deployment);
    }

    @Override
    public ResponseReader reader(int status, boolean stream) {
        throw new UnsupportedOperationException("answers in OpenAI's form are passed through");
    }
}
