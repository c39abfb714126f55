package io.callstream.gateway.provider;

import io.callstream.gateway.config.Deployment;
import io.callstream.gateway.config.NamePattern;
import io.callstream.gateway.upstream.HeadWriter;
import io.callstream.gateway.upstream.ProviderAddress;
import io.callstream.settings.HostPort;
import io.callstream.settings.Secret;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A deployment as something to send requests to; what all its requests have in common is made into bytes once. */
public final class Target {
    private static final String USER_AGENT = "callstream";

    private final Deployment deployment;
    private final ProviderAddress address;
    private final byte[][] heads;
    private final boolean wild;
    private final ModelName model;
    private final byte[] clientHeaders;
    private final KeyMask keyMask;
    private final BodyParameters[] parameters;

    public Target(Deployment deployment) {
        this.deployment = deployment;
        this.address = ProviderAddress.of(deployment.apiBase());
        this.wild = new NamePattern(deployment.model()).isWild();
        this.model = ModelName.of(deployment.model());
        this.heads = Arrays.stream(Api.values()).map(this::head).toArray(byte[][]::new);
        this.keyMask = KeyMask.of(deployment.apiKey().map(Secret::reveal).orElse(""));
        this.parameters = Arrays.stream(Api.values())
                .map(api -> BodyParameters.of(deployment.endpoint().parameters(), api))
                .toArray(BodyParameters[]::new);
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
            boolean same =
                    next.getRawUserInfo() == null && ProviderAddress.of(next).sameAs(address);
            return same ? next : null;
        } catch (URISyntaxException | IllegalArgumentException e) {
            return null; // what a provider sends need not be a URI
        }
    }

    /** Request line and constant headers, without the end of the head. */
    byte[] requestHead(Api api) {
        return heads[api.ordinal()];
    }

    /** What the deployment itself says in the body; mostly nothing. */
    BodyParameters parameters(Api api) {
        return parameters[api.ordinal()];
    }

    /** Whether every request has this header from the deployment. */
    boolean sets(CharSequence header) {
        Map<String, String> own = deployment.endpoint().parameters().headers();
        return !own.isEmpty() && own.containsKey(header.toString());
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
        headers().forEach((name, value) -> head.append(lines(name, value)));
        return head.toString().getBytes(StandardCharsets.ISO_8859_1);
    }

    /** The deployment's own take the place of ours. */
    private Map<String, String> headers() {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("host", address.authority());
        headers.put("user-agent", USER_AGENT);
        headers.put("content-type", "application/json");
        headers.put("accept-encoding", "identity");
        deployment.apiKey().map(Secret::reveal).ifPresent(key -> headers.put("authorization", "Bearer " + key));
        headers.putAll(deployment.endpoint().parameters().headers());
        return headers;
    }

    private static String lines(String name, String value) {
        return new String(HeadWriter.lines(name, value), StandardCharsets.ISO_8859_1);
    }

    private static String withoutUserInfo(URI base) {
        String server = HostPort.of(base).map(HostPort::toString).orElse("");
        return base.getScheme() + "://" + server + (base.getRawPath() == null ? "" : base.getRawPath());
    }
}
