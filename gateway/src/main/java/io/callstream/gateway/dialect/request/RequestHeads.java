package io.callstream.gateway.dialect.request;

import io.callstream.gateway.config.Deployment;
import io.callstream.gateway.net.HeadWriter;
import io.callstream.gateway.net.ProviderAddress;
import io.callstream.gateway.provider.Operation;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Request lines and constant headers of all requests to one deployment, made into bytes once. */
final class RequestHeads {
    private static final String USER_AGENT = "callstream";
    private static final String CONTENT_TYPE = "content-type";

    private final Deployment deployment;
    private final ProviderAddress address;
    private final Map<String, String> own;
    private final Function<Operation, String> paths;
    private final byte[][] heads;

    /**
     * @param paths request targets by operation
     * @param own headers of the dialect, such as the one with the key
     */
    RequestHeads(Deployment deployment, Function<Operation, String> paths, Map<String, String> own) {
        this.deployment = deployment;
        this.address = ProviderAddress.of(deployment.apiBase());
        this.own = own;
        this.paths = paths;
        this.heads = Arrays.stream(Operation.values()).map(this::head).toArray(byte[][]::new);
    }

    /** Without the end of the head. */
    byte[] of(Operation operation) {
        return heads[operation.ordinal()];
    }

    /** Whether every request has this header from the deployment. */
    boolean sets(CharSequence header) {
        Map<String, String> set = deployment.endpoint().parameters().headers();
        return !set.isEmpty() && set.containsKey(header.toString());
    }

    /** Whether every request has it from us. */
    boolean says(String header) {
        return headers().keySet().stream().anyMatch(header::equalsIgnoreCase);
    }

    URI url(Operation operation) {
        return URI.create((address.tls() ? "https://" : "http://") + address.authority() + paths.apply(operation));
    }

    /**
     * Of a request that goes on as it came.
     *
     * @param contentType of its body; null when it has none
     * @param clients headers of the client, which those of the deployment and its key win over
     */
    byte[] of(String method, String target, @Nullable String contentType, Map<String, String> clients) {
        Map<String, String> headers = headers();
        headers.remove(CONTENT_TYPE);
        clients.forEach((name, value) -> {
            if (isClients(name)) {
                headers.put(name, value);
            }
        });
        if (contentType != null) {
            headers.put(CONTENT_TYPE, contentType);
        }
        return head(method + " " + target, headers);
    }

    private boolean isClients(String name) {
        return !sets(name) && (!own.containsKey(name) || name.endsWith("-version"));
    }

    private byte[] head(Operation operation) {
        return head("POST " + paths.apply(operation), headers());
    }

    private static byte[] head(String line, Map<String, String> headers) {
        StringBuilder head = new StringBuilder(line + " HTTP/1.1\r\n");
        headers.forEach(
                (name, value) -> head.append(new String(HeadWriter.lines(name, value), StandardCharsets.ISO_8859_1)));
        return head.toString().getBytes(StandardCharsets.ISO_8859_1);
    }

    /** The deployment's own take the place of ours. */
    private Map<String, String> headers() {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("host", address.authority());
        headers.put("user-agent", USER_AGENT);
        headers.put(CONTENT_TYPE, "application/json");
        headers.put("accept-encoding", "identity");
        headers.putAll(own);
        headers.putAll(deployment.endpoint().parameters().headers());
        return headers;
    }
}
