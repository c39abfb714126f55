package io.callstream.gateway.provider;

import io.callstream.gateway.net.HeadWriter;
import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.util.AsciiString;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of a provider's response headers. Those that clients act on (rate limits, retries, request id) keep their
 * names; like in LiteLLM, all are repeated with {@code llm_provider-} in front. Those of the connection and cookies go
 * nowhere.
 */
public final class ResponseHeaders {
    private static final String PREFIX = "llm_provider-";
    private static final String LIMITS = "x-ratelimit-";
    private static final String CONTENT_ENCODING = "content-encoding";
    /** About this one connection, or written anew by the gateway. */
    private static final Set<String> DROPPED = Set.of(
            "connection",
            "keep-alive",
            "proxy-authenticate",
            "proxy-connection",
            "te",
            "trailer",
            "transfer-encoding",
            "upgrade",
            "content-length",
            "content-type",
            "set-cookie",
            "set-cookie2",
            "alt-svc",
            "strict-transport-security");

    /** What Anthropic says of its limits; as in LiteLLM, under OpenAI's names as well. When they begin anew it says in another way. */
    private static final Map<String, String> LIMITS_OF_ANTHROPIC = Map.of(
            "anthropic-ratelimit-requests-limit", "x-ratelimit-limit-requests",
            "anthropic-ratelimit-requests-remaining", "x-ratelimit-remaining-requests",
            "anthropic-ratelimit-tokens-limit", "x-ratelimit-limit-tokens",
            "anthropic-ratelimit-tokens-remaining", "x-ratelimit-remaining-tokens");

    private static final Set<String> AS_THEY_ARE =
            Set.of("retry-after", "retry-after-ms", "x-should-retry", "x-request-id", CONTENT_ENCODING);

    private ResponseHeaders() {}

    /**
     * Writes what the client gets.
     *
     * @param itsBody whether the provider's body goes along; what is said about its form does not hold for another one
     * @param ownLimits whether the gateway says what is left of limits; what the provider says of its own would be a second
     *     answer to the same question
     */
    public static void write(ByteBuf out, HttpHeaders headers, boolean itsBody, boolean ownLimits) {
        Iterator<Map.Entry<CharSequence, CharSequence>> each = headers.iteratorCharSequence();
        while (each.hasNext()) {
            Map.Entry<CharSequence, CharSequence> header = each.next();
            String name = header.getKey().toString().toLowerCase(Locale.ROOT);
            if (DROPPED.contains(name) || !itsBody && name.equals(CONTENT_ENCODING)) {
                continue;
            }
            String own = ownName(name);
            if (own != null && !(ownLimits && own.startsWith(LIMITS))) {
                HeadWriter.header(out, new AsciiString(own), header.getValue());
            }
            HeadWriter.header(out, new AsciiString(PREFIX + name), header.getValue());
        }
    }

    /** What events record: request ids and rate limits, lower-case names. */
    public static Map<String, String> recorded(HttpHeaders headers) {
        Map<String, String> recorded = Map.of();
        Iterator<Map.Entry<CharSequence, CharSequence>> each = headers.iteratorCharSequence();
        while (each.hasNext()) {
            Map.Entry<CharSequence, CharSequence> header = each.next();
            String name = header.getKey().toString().toLowerCase(Locale.ROOT);
            String own = ownName(name);
            if (own != null) {
                if (recorded.isEmpty()) {
                    recorded = new HashMap<>();
                }
                recorded.put(own, header.getValue().toString());
            }
        }
        return recorded;
    }

    /** The name without the one for a provider's headers in front of it; null for one that clients get only so. */
    private static @Nullable String ownName(String name) {
        boolean keeps = AS_THEY_ARE.contains(name) || name.startsWith(LIMITS) || name.startsWith("openai-");
        return keeps ? name : LIMITS_OF_ANTHROPIC.get(name);
    }
}
