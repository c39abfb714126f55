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
            if (keepsItsName(name) && !(ownLimits && name.startsWith(LIMITS))) {
                HeadWriter.header(out, new AsciiString(name), header.getValue());
            }
            HeadWriter.header(out, new AsciiString(PREFIX + name), header.getValue());
        }
    }

    /** What events tell: request ids and rate limits, lower-case names. */
    public static Map<String, String> told(HttpHeaders headers) {
        Map<String, String> told = Map.of();
        Iterator<Map.Entry<CharSequence, CharSequence>> each = headers.iteratorCharSequence();
        while (each.hasNext()) {
            Map.Entry<CharSequence, CharSequence> header = each.next();
            String name = header.getKey().toString().toLowerCase(Locale.ROOT);
            if (keepsItsName(name)) {
                if (told.isEmpty()) {
                    told = new HashMap<>();
                }
                told.put(name, header.getValue().toString());
            }
        }
        return told;
    }

    private static boolean keepsItsName(String name) {
        return AS_THEY_ARE.contains(name) || name.startsWith(LIMITS) || name.startsWith("openai-");
    }
}
