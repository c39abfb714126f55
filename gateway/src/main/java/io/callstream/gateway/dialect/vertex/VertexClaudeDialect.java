package io.callstream.gateway.dialect.vertex;

import io.callstream.gateway.config.Deployment;
import io.callstream.gateway.dialect.anthropic.AnthropicDialect;
import io.callstream.gateway.dialect.request.AccountEncoder;
import io.callstream.gateway.provider.Dialect;
import io.callstream.gateway.provider.RequestEncoder;
import io.callstream.gateway.provider.ResponseReader;

/** Anthropic's models on Vertex AI: answers are Anthropic's own, so that its clients get them as they come. */
final class VertexClaudeDialect implements Dialect {
    private final Dialect anthropic = new AnthropicDialect();
    private final GoogleAccounts accounts;

    VertexClaudeDialect(GoogleAccounts accounts) {
        this.accounts = accounts;
    }

    @Override
    public String form() {
        return anthropic.form();
    }

    @Override
    public RequestEncoder encoder(Deployment deployment) {
        ClaudePlace place = ClaudePlace.of(VertexPlace.of(deployment, "/v1"), accounts);
        return new AccountEncoder(AnthropicDialect.encoder(deployment, place), place.account());
    }

    @Override
    public ResponseReader reader(int status, boolean stream) {
        return anthropic.reader(status, stream);
    }
}
