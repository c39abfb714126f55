package io.callstream.gateway.dialect.request;

import io.netty.handler.codec.http.HttpHeaders;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Headers of a client that go along with a request that is passed on. Never its key, its cookies, or what is about its connection. */
public final class ClientHeaders {
    private static final Set<String> KNOWN = Set.of(
            "accept",
            "anthropic-version",
            "anthropic-beta",
            "openai-beta",
            "openai-organization",
            "openai-project",
            "idempotency-key",
            "x-request-id");

    private static final Set<String> NEVER = Set.of(
            "authorization",
            "proxy-authorization",
            "api-key",
            "x-api-key",
            "x-goog-api-key",
            "ocp-apim-subscription-key",
            "cookie",
            "host",
            "content-length",
            "content-type",
            "content-encoding",
            "transfer-encoding",
            "accept-encoding",
            "connection",
            "keep-alive",
            "te",
            "trailer",
            "upgrade",
            "expect",
            "traceparent",
            "tracestate",
            "origin",
            "referer",
            "forwarded",
            "via");

    private static final Set<String> BEGINNINGS =
            Set.of("x-litellm-", "x-forwarded-", "proxy-", "sec-", "access-control-");

    private ClientHeaders() {}

    /** @param all whether those go along that are harmless, and not only those that are known */
    static Map<String, String> of(HttpHeaders headers, boolean all) {
        Map<String, String> along = new LinkedHashMap<>();
        for (Map.Entry<String, String> header : headers) {
            String name = header.getKey().toLowerCase(Locale.ROOT);
            if (all ? isHarmless(name) : KNOWN.contains(name)) {
                along.merge(name, header.getValue(), (one, other) -> one + ", " + other);
            }
        }
        return along;
    }

    /** Whether it is neither about the connection nor one that says who asks; the name in lower case. */
    public static boolean isHarmless(String name) {
        return !NEVER.contains(name) && BEGINNINGS.stream().noneMatch(name::startsWith);
    }
}
