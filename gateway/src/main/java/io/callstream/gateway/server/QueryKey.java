package io.callstream.gateway.server;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpRequest;
import java.util.regex.Pattern;

/** Gemini's clients may put their key, which is the gateway's, into the query: it is read as if it stood in their header. */
final class QueryKey {
    private static final String GEMINI = "/gemini/";
    private static final String HEADER = "x-goog-api-key";
    private static final Pattern VISIBLE = Pattern.compile("[\\x21-\\x7e]+");

    private QueryKey() {}

    /** A key in a header comes before it. */
    static void intoHeader(HttpRequest head) {
        HttpHeaders headers = head.headers();
        boolean asked =
                head.uri().contains("key=") && RequestTarget.path(head.uri()).startsWith(GEMINI);
        if (asked && !headers.contains(HEADER) && !headers.contains(HttpHeaderNames.AUTHORIZATION)) {
            String key = Query.of(head.uri()).get("key");
            if (key != null && VISIBLE.matcher(key).matches()) {
                headers.set(HEADER, key);
            }
        }
    }
}
