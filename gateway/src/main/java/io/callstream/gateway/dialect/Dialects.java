package io.callstream.gateway.dialect;

import io.callstream.gateway.config.Deployment;
import io.callstream.gateway.config.PassThroughPath;
import io.callstream.gateway.credential.CredentialStore;
import io.callstream.gateway.dialect.azure.AzureAiDialects;
import io.callstream.gateway.dialect.azure.AzureDialect;
import io.callstream.gateway.dialect.bedrock.BedrockDialect;
import io.callstream.gateway.dialect.ollama.OllamaDialect;
import io.callstream.gateway.dialect.openai.OpenAiDialect;
import io.callstream.gateway.dialect.pass.PassDialect;
import io.callstream.gateway.dialect.responses.ResponsesDialect;
import io.callstream.gateway.dialect.vertex.GoogleAccounts;
import io.callstream.gateway.dialect.vertex.VertexDialects;
import io.callstream.gateway.provider.Dialect;
import io.callstream.gateway.provider.Target;

/** Which form each provider speaks. Named here are those that need something, or depend on more than the form; all others are found by their folder. */
public final class Dialects {
    private static final String AZURE = "azure";
    private static final Dialect OPENAI = new OpenAiDialect();
    private static final Dialect AZURES = new AzureDialect();
    private static final Dialect RESPONSES = new ResponsesDialect(false);
    private static final Dialect AZURE_RESPONSES = new ResponsesDialect(true);

    private final DialectFolder others = new DialectFolder();
    private final Dialect bedrock;
    /** Whose form depends on the model. */
    private final VertexDialects vertex;

    private final AzureAiDialects azureAi = new AzureAiDialects();

    /** @param credentials of providers whose credentials have to be fetched */
    public Dialects(CredentialStore credentials) {
        this.bedrock = new BedrockDialect(credentials);
        this.vertex = new VertexDialects(new GoogleAccounts(credentials));
    }

    /** A deployment as something to send requests to. */
    public Target target(Deployment deployment) {
        Dialect usual = of(deployment);
        Dialect responses = deployment.form().equals(AZURE) ? AZURE_RESPONSES : RESPONSES;
        return switch (deployment.endpoint().options().responses()) {
            case NONE -> new Target(deployment, usual);
            case CLIENTS -> new Target(deployment, usual, responses);
            case ALWAYS -> new Target(deployment, responses);
        };
    }

    /** Most providers speak one form; some have models that speak another, or addresses for it. */
    private Dialect of(Deployment deployment) {
        String form = deployment.form();
        return switch (form) {
            case VertexDialects.FORM -> vertex.of(deployment);
            case AzureAiDialects.FORM -> azureAi.of(deployment);
            case AZURE -> AZURES;
            case BedrockDialect.FORM -> bedrock;
            case OpenAiDialect.FORM -> OPENAI;
            case OllamaDialect.FORM -> OllamaDialect.isOpenAis(deployment.apiBase()) ? OPENAI : others.of(form);
            default -> others.of(form);
        };
    }

    /** A path of the configuration as something to send requests to. */
    public static Target target(PassThroughPath path) {
        return new Target(path.target(), new PassDialect(path.forwardsHeaders()));
    }
}
