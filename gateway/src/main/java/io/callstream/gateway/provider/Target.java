package io.callstream.gateway.provider;

import io.callstream.gateway.config.Deployment;
import io.callstream.gateway.upstream.HeadWriter;
import io.callstream.gateway.upstream.ProviderAddress;
import io.callstream.settings.Secret;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** A deployment as something to send requests to; what all its requests have in common is made into bytes once. */
public final class Target {
    private static final String USER_AGENT = "callstream";
    private static final String WILDCARD = "*";

    private final Deployment deployment;
    private final ProviderAddress address;
    private final byte[][] heads;
    private final ModelName model;
    private final byte[] clientHeaders;
    private final KeyMask keyMask;

    public Target(Deployment deployment) {
        this.deployment = deployment;
        this.address = ProviderAddress.of(deployment.apiBase());
        this.model = ModelName.of(deployment.model());
        this.heads = Arrays.stream(Api.values()).map(this::head).toArray(byte[][]::new);
        this.keyMask = KeyMask.of(deployment.apiKey().map(Secret::reveal).orElse(""));
        this.clientHeaders = HeadWriter.lines(
                "x-litellm-model-id", deployment.id(),
                "x-litellm-model-group", deployment.modelGroup(),
                "x-litellm-model-api-base", withoutUserInfo(deployment.apiBase()));
    }

    public Deployment deployment() {
        return deployment;
    }

    public ProviderAddress address() {
        return address;
    }

    /** Header lines under LiteLLM's names that tell the client who answered. */
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
    public @Nullable URI sameHost(Api api, @Nullable URI from, String location) {
        try {
            URI next = (from == null ? url(api) : from).resolve(new URI(location.strip()));
            boolean same = next.getRawUserInfo() == null
                    && next.getHost() != null
                    && ProviderAddress.of(next).sameAs(address);
            return same ? next : null;
        } catch (URISyntaxException | IllegalArgumentException e) {
            return null; // what a provider sends need not be a URI
        }
    }

    /** Request line and constant headers, without the end of the head. */
    byte[] requestHead(Api api) {
        return heads[api.ordinal()];
    }

    /**
     * The model as the provider names it.
     *
     * @param wildcard what stood in the place of the model group's {@code *}; empty when it has none
     */
    public ModelName model(String wildcard) {
        String name = deployment.model();
        return name.endsWith(WILDCARD) ? ModelName.of(name.substring(0, name.length() - 1) + wildcard) : model;
    }

    private String path(Api api) {
        URI base = deployment.apiBase();
        String path = base.getRawPath() == null ? "" : base.getRawPath();
        String stem = path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
        String query = base.getRawQuery() == null ? "" : "?" + base.getRawQuery();
        return stem + api.path() + query;
    }

    private URI url(Api api) {
        return URI.create((address.tls() ? "https://" : "http://") + address.authority() + path(api));
    }

    private byte[] head(Api api) {
        StringBuilder head = new StringBuilder("POST " + path(api) + " HTTP/1.1\r\n");
        head.append(lines("host", address.authority()));
        head.append(lines("user-agent", USER_AGENT));
        head.append(lines("content-type", "application/json"));
        head.append(lines("accept-encoding", "identity"));
        deployment.apiKey().map(Secret::reveal).ifPresent(key -> head.append(lines("authorization", "Bearer " + key)));
        return head.toString().getBytes(StandardCharsets.ISO_8859_1);
    }

    private static String lines(String name, String value) {
        return new String(HeadWriter.lines(name, value), StandardCharsets.ISO_8859_1);
    }

    private static String withoutUserInfo(URI base) {
        String port = base.getPort() < 0 ? "" : ":" + base.getPort();
        String path = base.getRawPath() == null ? "" : base.getRawPath();
        return base.getScheme() + "://" + base.getHost() + port + path;
    }
}
