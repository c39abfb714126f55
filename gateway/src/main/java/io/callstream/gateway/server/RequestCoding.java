package io.callstream.gateway.server;

import io.callstream.gateway.error.CallError;
import io.callstream.gateway.error.GatewayError;
import io.callstream.gateway.net.ContentDecoder;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpRequest;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The content coding of a request's body: it is undone here, since no provider sees it. */
final class RequestCoding {
    private static final int MOST_CHARACTERS = 40;

    private RequestCoding() {}

    /** The names of the codings, as they were given; null when the body is as it is. */
    static @Nullable String of(HttpRequest head) {
        List<String> given = head.headers().getAll(HttpHeaderNames.CONTENT_ENCODING);
        String coding = String.join(", ", given).strip();
        return coding.isEmpty() || coding.equalsIgnoreCase("identity") ? null : coding;
    }

    /** The decoder of a coding; null when there is none. */
    static @Nullable ContentDecoder decoder(String coding) {
        return ContentDecoder.of(coding);
    }

    static CallError unsupported(String coding) {
        String name = coding.replaceAll("[^A-Za-z0-9_.,* -]", "?");
        String shown = name.length() <= MOST_CHARACTERS ? name : name.substring(0, MOST_CHARACTERS) + "...";
        return new CallError(
                GatewayError.UNSUPPORTED_CODING,
                "The request body's Content-Encoding '" + shown
                        + "' is not supported: send gzip, deflate or no coding.");
    }

    static CallError malformed() {
        return new CallError(
                GatewayError.INVALID_REQUEST, "The request body is not in the content coding that its head names.");
    }
}
