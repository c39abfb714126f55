package io.callstream.gateway.dialect.openai;

import io.callstream.gateway.config.Deployment;
import io.callstream.gateway.provider.Operation;
import io.callstream.gateway.upstream.HeadWriter;
import io.callstream.gateway.upstream.ProviderAddress;
import io.callstream.settings.Secret;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/** Request lines and constant headers of all requests to one deployment, made into bytes once. */
final class RequestHeads {
    private static final String USER_AGENT = "callstream";

    private final Deployment deployment;
    private final ProviderAddress address;
    private final byte[][] heads;

    RequestHeads(Deployment deployment) {
        this.deployment = deployment;
        this.address = ProviderAddress.of(deployment.apiBase());
        this.heads = Arrays.stream(Operation.values()).map(this::head).toArray(byte[][]::new);
    }

    /** Without the end of the head. */
    byte[] of(Operation operation) {
        return heads[operation.ordinal()];
    }

    /** Whether every request has this header from the deployment. */
    boolean sets(CharSequence header) {
        Map<String, String> own = deployment.endpoint().parameters().headers();
        return !own.isEmpty() && own.containsKey(header.toString());
    }

    URI url(Operation operation) {
        return URI.create((address.tls() ? "https://" : "http://") + address.authority() + path(operation));
    }

    private String path(Operation operation) {
        URI base = deployment.apiBase();
        String path = base.getRawPath() == null ? "" : base.getRawPath();
        String stem = path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
        String query = base.getRawQuery() == null ? "" : "?" + base.getRawQuery();
        return stem + below(operation) + query;
    }

    /** Below the provider's base URL. */
    private static String below(Operation operation) {
        return switch (operation) {
            case CHAT_COMPLETION -> "/chat/completions";
            case TEXT_COMPLETION -> "/completions";
            case EMBEDDING -> "/embeddings";
        };
    }

    private byte[] head(Operation operation) {
        StringBuilder head = new StringBuilder("POST " + path(operation) + " HTTP/1.1\r\n");
        headers()
                .forEach((name, value) ->
                        head.append(new String(HeadWriter.lines(name, value), StandardCharsets.ISO_8859_1)));
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
}
