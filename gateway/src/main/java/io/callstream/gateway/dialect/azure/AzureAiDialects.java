package io.callstream.gateway.dialect.azure;

import io.callstream.gateway.config.Deployment;
import io.callstream.gateway.dialect.anthropic.AnthropicDialect;
import io.callstream.gateway.dialect.openai.OpenAiDialect;
import io.callstream.gateway.provider.Dialect;
import io.callstream.gateway.provider.RequestEncoder;
import io.callstream.gateway.provider.ResponseReader;
import java.util.Locale;

/** Azure AI Foundry serves models of several publishers: Anthropic's in their own form, all others in OpenAI's. */
public final class AzureAiDialects {
    public static final String FORM = "azure_ai";

    private final Dialect others = new Others();
    private final Dialect claude = new Claude();

    /** The form of the deployment's model, by a name that people may have given it. */
    public Dialect of(Deployment deployment) {
        return deployment.model().toLowerCase(Locale.ROOT).contains("claude") ? claude : others;
    }

    private static final class Others implements Dialect {
        private final Dialect openAi = new OpenAiDialect();

        @Override
        public String form() {
            return openAi.form();
        }

        @Override
        public RequestEncoder encoder(Deployment deployment) {
            return OpenAiDialect.encoder(deployment, AzureAiPaths.of(deployment), AzureAiPaths.credentials(deployment));
        }

        @Override
        public ResponseReader reader(int status, boolean stream) {
            return openAi.reader(status, stream);
        }
    }

    private static final class Claude implements Dialect {
        private final Dialect anthropic = new AnthropicDialect();

        @Override
        public String form() {
            return anthropic.form();
        }

        @Override
        public RequestEncoder encoder(Deployment deployment) {
            return AnthropicDialect.encoder(deployment, AzureClaudePlace.of(deployment));
        }

        @Override
        public ResponseReader reader(int status, boolean stream) {
            return anthropic.reader(status, stream);
        }
    }
}
