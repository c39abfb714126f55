package io.callstream.gateway.dialect.vertex;

import io.callstream.gateway.config.Deployment;
import io.callstream.gateway.provider.Dialect;

/** Vertex AI serves models of several publishers, each in its own form. */
public final class VertexDialects {
    public static final String FORM = "vertex";
    private static final String CLAUDE = "claude";

    private final Dialect gemini;
    private final Dialect claude;

    public VertexDialects(GoogleAccounts accounts) {
        this.gemini = new VertexGeminiDialect(accounts);
        this.claude = new VertexClaudeDialect(accounts);
    }

    /** The form of the deployment's model. */
    public Dialect of(Deployment deployment) {
        return isClaude(deployment.model()) ? claude : gemini;
    }

    static boolean isClaude(String model) {
        return model.startsWith(CLAUDE);
    }
}
