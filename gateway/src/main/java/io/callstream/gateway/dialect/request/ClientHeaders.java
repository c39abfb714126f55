package io.callstream.gateway.dialect.request;

import io.callstream.gateway.config.ForwardedHeaders;
import io.netty.handler.codec.http.HttpHeaders;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

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
            "x-amz-security-token",
            "x-real-ip",
            "x-client-ip",
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

    /** What an SDK says of itself confuses the next one; signatures are not the client's to make. */
    private static final Set<String> OTHERS = Set.of("x-stainless", "x-amz-");

    private ClientHeaders() {}

    /**
     * Of a request that is passed on.
     *
     * @param all whether those go along that are harmless, and not only those that are known
     */
    static Map<String, String> of(HttpHeaders headers, boolean all, ForwardedHeaders forwarded) {
        return those(headers, name -> all && isHarmless(name, forwarded) || isKnown(name, forwarded));
    }

    /** Of a request that is written anew: what LiteLLM lets through, but for what is meant for nobody behind the gateway. */
    static Map<String, String> own(HttpHeaders headers, ForwardedHeaders forwarded) {
        return those(headers, name -> isOwn(name, forwarded));
    }

    private static boolean isKnown(String name, ForwardedHeaders forwarded) {
        return KNOWN.contains(name) && !name.equals(forwarded.keyHeader()) || forwarded.own() && isOwn(name, forwarded);
    }

    private static boolean isOwn(String name, ForwardedHeaders forwarded) {
        boolean begins = name.startsWith("x-") && OTHERS.stream().noneMatch(name::startsWith);
        return (begins || name.startsWith("anthropic-beta")) && isHarmless(name, forwarded);
    }

    private static boolean isHarmless(String name, ForwardedHeaders forwarded) {
        return isHarmless(name) && !name.equals(forwarded.keyHeader());
    }

    private static Map<String, String> those(HttpHeaders headers, Predicate<String> wanted) {
        Map<String, String> along = new LinkedHashMap<>();
        for (Map.Entry<String, String> header : headers) {
            String name = header.getKey().toLowerCase(Locale.ROOT);
            if (wanted.test(name)) {
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
