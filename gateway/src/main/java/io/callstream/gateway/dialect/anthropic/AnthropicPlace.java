package io.callstream.gateway.dialect.anthropic;

import io.callstream.gateway.dialect.request.Account;
import java.util.Map;

/** Where Anthropic's models answer, and what requests are like there. Safe for use by several threads. */
public interface AnthropicPlace {
    /** Target of a request. */
    String path(String model, boolean stream);

    /** Header lines of every request, by name. */
    Map<String, String> headers();

    /** What says whose requests they are, where that changes with time. */
    default Account account() {
        return Account.NONE;
    }

    /** @param body as Anthropic's own servers take it */
    default byte[] body(byte[] body) {
        return body;
    }
}
