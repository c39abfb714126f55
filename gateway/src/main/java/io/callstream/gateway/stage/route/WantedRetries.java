package io.callstream.gateway.stage.route;

import io.callstream.gateway.provider.ApiRequest;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.util.AsciiString;
import org.jspecify.annotations.Nullable;

/** How often a request itself wants to be tried again: {@code num_retries} of its body, else LiteLLM's header. */
final class WantedRetries {
    private static final AsciiString HEADER = AsciiString.cached("x-litellm-num-retries");
    private static final int UNSAID = -1;
    private static final int DIGITS = 2;

    private WantedRetries() {}

    /** Negative when the request leaves it to the configuration; a header that is no small number says nothing. */
    static int of(ApiRequest asked, HttpHeaders headers) {
        Integer said = asked.retries();
        return said == null ? inHeader(headers.get(HEADER)) : said;
    }

    private static int inHeader(@Nullable String value) {
        boolean number = value != null
                && !value.isEmpty()
                && value.length() <= DIGITS
                && value.chars().allMatch(c -> c >= '0' && c <= '9');
        return number ? Integer.parseInt(value) : UNSAID;
    }
}
