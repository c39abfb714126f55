package io.callstream.gateway.stage.route;

import io.callstream.gateway.call.CallRequest;
import io.callstream.gateway.provider.ApiRequest;
import io.callstream.gateway.provider.CallerRouting;
import io.callstream.gateway.route.RouteAsk;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.util.AsciiString;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a request itself says about its routing: the fields of its body, else LiteLLM's headers. A header that cannot be read
 * says nothing.
 */
final class RequestedRoute {
    private static final AsciiString RETRIES = AsciiString.cached("x-litellm-num-retries");
    private static final AsciiString TIMEOUT = AsciiString.cached("x-litellm-timeout");
    private static final AsciiString STREAM_TIMEOUT = AsciiString.cached("x-litellm-stream-timeout");
    private static final int RETRY_DIGITS = 2;
    private static final int LONGEST_NUMBER = 16;
    private static final double MILLIS = 1_000;
    private static final double LONGEST_SECONDS = 86_400;

    private RequestedRoute() {}

    /** @param tags of the call, where they decide where it goes */
    static RouteAsk of(CallRequest request, ApiRequest asked, String model, List<String> tags) {
        HttpHeaders headers = request.headers();
        Integer said = asked.retries();
        int retries = said == null ? retries(headers.get(RETRIES)) : said;
        CallerRouting routing =
                withTimeouts(asked.routing(), seconds(headers.get(TIMEOUT)), seconds(headers.get(STREAM_TIMEOUT)));
        return new RouteAsk(
                model, asked.stream(), retries, routing, tags, request.body().length());
    }

    private static CallerRouting withTimeouts(
            CallerRouting said, @Nullable Duration timeout, @Nullable Duration streamTimeout) {
        return timeout == null && streamTimeout == null
                ? said
                : new CallerRouting(
                        said.timeout() == null ? timeout : said.timeout(),
                        said.streamTimeout() == null ? streamTimeout : said.streamTimeout(),
                        said.fallbacks(),
                        said.contextWindowFallbacks(),
                        said.contentPolicyFallbacks(),
                        said.stays());
    }

    private static int retries(@Nullable String value) {
        boolean number = value != null
                && !value.isEmpty()
                && value.length() <= RETRY_DIGITS
                && value.chars().allMatch(c -> c >= '0' && c <= '9');
        return number ? Integer.parseInt(value) : RouteAsk.UNSAID;
    }

    private static @Nullable Duration seconds(@Nullable String value) {
        if (value == null || value.length() > LONGEST_NUMBER) {
            return null;
        }
        try {
            double seconds = Double.parseDouble(value.strip());
            return seconds > 0 && seconds <= LONGEST_SECONDS
                    ? Duration.ofMillis((long) Math.ceil(seconds * MILLIS))
                    : null;
        } catch (NumberFormatException e) {
            return null; // what is no number says nothing
        }
    }
}
