package io.callstream.gateway.dialect.azure;

import io.callstream.gateway.config.Deployment;
import io.callstream.gateway.dialect.openai.OpenAiDialect;
import io.callstream.gateway.dialect.openai.OpenAiPaths;
import io.callstream.gateway.provider.Dialect;
import io.callstream.gateway.provider.RequestEncoder;
import io.callstream.gateway.provider.ResponseReader;
import java.util.Map;

/** OpenAI's form at Azure's paths: bytes pass through. */
public final class AzureDialect implements Dialect {
    private final Dialect openAi = new OpenAiDialect();

    @Override
    public String form() {
        return openAi.form();
    }

    @Override
    public RequestEncoder encoder(Deployment deployment) {
        return OpenAiDialect.encoder(deployment, paths(deployment), credentials(deployment));
    }

    public static OpenAiPaths paths(Deployment deployment) {
        return new AzurePaths(deployment);
    }

    /** Header lines with the key or token. */
    public static Map<String, String> credentials(Deployment deployment) {
        return AzurePaths.credentials(deployment);
    }

    @Override
    public ResponseReader reader(int status, boolean stream) {
        return openAi.reader(status, stream);
    }
}
