package io.callstream.gateway.dialect;

import io.callstream.gateway.config.Deployment;
import io.callstream.gateway.dialect.anthropic.AnthropicDialect;
import io.callstream.gateway.dialect.azure.AzureDialect;
import io.callstream.gateway.dialect.gemini.GeminiDialect;
import io.callstream.gateway.dialect.openai.OpenAiDialect;
import io.callstream.gateway.provider.Dialect;
import io.callstream.gateway.provider.Target;
import java.util.Map;

/** Which form each provider speaks: a new one is a folder beside this class, and a line in it. */
public final class Dialects {
    private static final Dialect OPENAI = new OpenAiDialect();
    private static final Map<String, Dialect> OTHERS = Map.of(
            AnthropicDialect.FORM,
            new AnthropicDialect(),
            "azure",
            new AzureDialect(),
            GeminiDialect.FORM,
            new GeminiDialect());

    private Dialects() {}

    /** A deployment as something to send requests to. */
    public static Target target(Deployment deployment) {
        return new Target(deployment, of(deployment.form()));
    }

    /** @param form by the table of providers; most speak OpenAI's */
    static Dialect of(String form) {
        return OTHERS.getOrDefault(form, OPENAI);
    }
}
