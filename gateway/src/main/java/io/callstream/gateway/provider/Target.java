package io.callstream.gateway.provider;

import io.callstream.gateway.config.Deployment;
import io.callstream.gateway.config.NamePattern;
import io.callstream.gateway.net.HeadWriter;
import io.callstream.gateway.net.ProviderAddress;
import io.callstream.settings.Secret;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A deployment as something to send requests to. Safe for use by several threads. */
public final class Target {
    private final Deployment deployment;
    private final Form usual;
    private final Form responses;
    private final ProviderAddress address;
    private final boolean wild;
    private final ModelName model;
    private final byte[] clientHeaders;
    private final KeyMask keyMask;

    public Target(Deployment deployment, Dialect dialect) {
        this(deployment, dialect, dialect);
    }

    /** @param responses the form that whoever asks by the Responses API is answered in */
    public Target(Deployment deployment, Dialect dialect, Dialect responses) {
        this.deployment = deployment;
        this.usual = Form.of(deployment, dialect);
        this.responses = responses == dialect ? usual : Form.of(deployment, responses);
        this.address = ProviderAddress.of(deployment.apiBase());
        this.wild = new NamePattern(deployment.model()).isWild();
        this.model = ModelName.of(deployment.model());
        this.keyMask = KeyMask.of(deployment.apiKey().map(Secret::reveal).orElse(""));
        this.clientHeaders = HeadWriter.lines(
                "x-litellm-model-id", deployment.id(),
                "x-litellm-model-group", deployment.modelGroup(),
                "x-litellm-model-api-base", deployment.shownBase());
    }

    private record Form(Dialect dialect, RequestEncoder encoder) {
        static Form of(Deployment deployment, Dialect dialect) {
            return new Form(dialect, dialect.encoder(deployment));
        }
    }

    public Deployment deployment() {
        return deployment;
    }

    /** The form that its provider speaks when it is asked this. */
    public Dialect dialect(Operation operation) {
        return form(operation).dialect();
    }

    public RequestEncoder encoder(Operation operation) {
        return form(operation).encoder();
    }

    private Form form(Operation operation) {
        return operation.inResponsesApi() ? responses : usual;
    }

    public ProviderAddress address() {
        return address;
    }

    /** Header lines under LiteLLM's names that say who answered. */
    public byte[] clientHeaders() {
        return clientHeaders;
    }

    /** Hides the deployment's key where the provider repeats it. */
    public KeyMask keyMask() {
        return keyMask;
    }

    /**
     * Where a redirect leads, if that is the same scheme, host and port; null when it is not.
     *
     * @param from where the request went that is redirected; null for the usual place
     */
    public @Nullable URI sameHost(Operation operation, @Nullable URI from, String location) {
        try {
            URI next = resolved(from == null ? encoder(operation).url(operation) : from, new URI(location.strip()));
            boolean same =
                    next.getRawUserInfo() == null && ProviderAddress.of(next).sameAs(address);
            return same ? next : null;
        } catch (URISyntaxException | IllegalArgumentException e) {
            return null; // what a provider sends need not be a URI
        }
    }

    /** A query alone leads to the same path, which Java's own resolving cuts. */
    private static URI resolved(URI from, URI location) {
        boolean queryOnly = !location.isAbsolute()
                && location.getRawAuthority() == null
                && location.getRawPath().isEmpty();
        return from.resolve(queryOnly ? URI.create(from.getRawPath() + location) : location);
    }

    /**
     * The model as the provider names it.
     *
     * @param wildcards what stood in the place of each {@code *} of the model group
     * @param asked the model group that the client asked for
     * @return null when the model is another provider's
     */
    public @Nullable ModelName model(List<String> wildcards, String asked) {
        if (!wild) {
            return model;
        }
        String own = deployment.model(wildcards, asked);
        return own == null ? null : ModelName.of(own);
    }
}
