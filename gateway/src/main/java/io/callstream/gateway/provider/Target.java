package io.callstream.gateway.provider;

import io.callstream.gateway.config.Deployment;
import io.callstream.gateway.upstream.HeadWriter;
import io.callstream.gateway.upstream.ProviderAddress;
import io.callstream.settings.Secret;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A deployment as something to send requests to; what all its requests have in common is made into bytes once. */
public final class Target {
    private static final String USER_AGENT = "callstream";
    private static final String WILDCARD = "*";

    private final Deployment deployment;
    private final ProviderAddress address;
    private final byte[][] heads;
    private final ModelName model;
    private final byte[] clientHeaders;

    public Target(Deployment deployment) {
        this.deployment = deployment;
        this.address = ProviderAddress.of(deployment.apiBase());
        this.model = ModelName.of(deployment.model());
        this.heads = Arrays.stream(Api.values()).map(this::head).toArray(byte[][]::new);
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

    private byte[] head(Api api) {
        URI base = deployment.apiBase();
        String path = base.getRawPath() == null ? "" : base.getRawPath();
        String stem = path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
        String query = base.getRawQuery() == null ? "" : "?" + base.getRawQuery();
        StringBuilder head = new StringBuilder("POST " + stem + api.path() + query + " HTTP/1.1\r\n");
        head.append(lines("host", address.authority()));
        head.append(lines("user-agent", USER_AGENT));
        head.append(lines("content-type", "application/json"));
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
