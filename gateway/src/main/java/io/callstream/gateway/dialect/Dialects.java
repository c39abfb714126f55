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
import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Which form each provider speaks: a new one is a folder beside this class, and a line in it. */
public final class Dialects {
    private static final String AZURE = "azure";
    private static final Dialect OPENAI = new OpenAiDialect();
    private static final Dialect AZURES = new AzureDialect();
    private static final Dialect RESPONSES = new ResponsesDialect(false);
    private static final Dialect AZURE_RESPONSES = new ResponsesDialect(true);
    /** Of all that need nothing but themselves; written out, so that a new one is one line here. */
    private static final Map<String, Dialect> OTHERS = byForm(
            new io.callstream.gateway.dialect.anthropic.AnthropicDialect(),
            new io.callstream.gateway.dialect.cohere.CohereDialect(),
            new io.callstream.gateway.dialect.gemini.GeminiDialect(),
            new io.callstream.gateway.dialect.ollama.OllamaDialect());

    private final Map<String, Dialect> minting;
    /** Whose form depends on the model. */
    private final VertexDialects vertex;

    private final AzureAiDialects azureAi = new AzureAiDialects();

    /** @param credentials of providers whose credentials have to be fetched */
    public Dialects(CredentialStore credentials) {
        this.minting = Map.of(BedrockDialect.FORM, new BedrockDialect(credentials));
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
            case OllamaDialect.FORM -> of(OllamaDialect.isOpenAis(deployment.apiBase()) ? OpenAiDialect.FORM : form);
            default -> of(form);
        };
    }

    /** A path of the configuration as something to send requests to. */
    public static Target target(PassThroughPath path) {
        return new Target(path.target(), new PassDialect(path.forwardsHeaders()));
    }

    /** @param form by the table of providers; most speak OpenAI's */
    Dialect of(String form) {
        Dialect own = minting.get(form);
        return own != null ? own : OTHERS.getOrDefault(form, OPENAI);
    }

    private static Map<String, Dialect> byForm(Dialect... dialects) {
        return Arrays.stream(dialects).collect(Collectors.toUnmodifiableMap(Dialect::form, Function.identity()));
    }
}
