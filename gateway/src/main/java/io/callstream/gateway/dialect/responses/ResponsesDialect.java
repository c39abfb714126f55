package io.callstream.gateway.dialect.responses;

import io.callstream.gateway.config.Deployment;
import io.callstream.gateway.dialect.answer.EventReader;
import io.callstream.gateway.dialect.answer.WholeAnswerReader;
import io.callstream.gateway.dialect.azure.AzureDialect;
import io.callstream.gateway.dialect.openai.OpenAiDialect;
import io.callstream.gateway.provider.Dialect;
import io.callstream.gateway.provider.RequestEncoder;
import io.callstream.gateway.provider.ResponseReader;

/** OpenAI's Responses API, at OpenAI's paths or at Azure's. */
public final class ResponsesDialect implements Dialect {
    public static final String FORM = "responses";

    private final boolean azure;

    /** @param azure whether paths and keys are Azure's */
    public ResponsesDialect(boolean azure) {
        this.azure = azure;
    }

    @Override
    public String form() {
        return FORM;
    }

    @Override
    public RequestEncoder encoder(Deployment deployment) {
        return azure
                ? new ResponsesEncoder(deployment, AzureDialect.paths(deployment), AzureDialect.credentials(deployment))
                : new ResponsesEncoder(
                        deployment, OpenAiDialect.paths(deployment), OpenAiDialect.credentials(deployment));
    }

    @Override
    public ResponseReader reader(int status, boolean stream) {
        return stream ? new EventReader(new ResponseEvents()) : new WholeAnswerReader(status, new ResponseForm());
    }
}
