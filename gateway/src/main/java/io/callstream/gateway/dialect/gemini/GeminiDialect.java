package io.callstream.gateway.dialect.gemini;

import io.callstream.gateway.config.Deployment;
import io.callstream.gateway.dialect.answer.WholeAnswerReader;
import io.callstream.gateway.provider.Dialect;
import io.callstream.gateway.provider.RequestEncoder;
import io.callstream.gateway.provider.ResponseReader;

/** Google's Gemini API. */
public final class GeminiDialect implements Dialect {
    public static final String FORM = "gemini";

    @Override
    public String form() {
        return FORM;
    }

    @Override
    public RequestEncoder encoder(Deployment deployment) {
        return new GeminiEncoder(deployment);
    }

    @Override
    public ResponseReader reader(int status, boolean stream) {
        return stream ? new GeminiStreamReader() : new WholeAnswerReader(status, new GeminiAnswerForm());
    }
}
