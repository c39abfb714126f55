package io.callstream.gateway.stage.mock;

import io.callstream.gateway.config.MockAnswer;
import io.callstream.gateway.error.CallError;
import io.callstream.gateway.error.GatewayError;
import io.callstream.gateway.error.LitellmErrors;
import org.jspecify.annotations.Nullable;

/** The errors that a mock answer may name, as LiteLLM names them. */
final class MockError {
    private static final String PREFIX = "litellm.";
    private static final String CONTENT_FILTER = "Exception: content_filter_policy";

    private MockError() {}

    /** Null when the answer is none. */
    static @Nullable CallError of(MockAnswer mock) {
        if (mock.timeout()) {
            return error(GatewayError.PROVIDER_TIMEOUT);
        }
        return named(mock.failure() == null ? mock.response() : mock.failure());
    }

    private static @Nullable CallError named(@Nullable String name) {
        if (name == null) {
            return null;
        }
        if (name.equals(CONTENT_FILTER)) {
            return error(GatewayError.CONTENT_POLICY_VIOLATION);
        }
        GatewayError error = name.startsWith(PREFIX) ? LitellmErrors.of(name.substring(PREFIX.length())) : null;
        return error == null ? null : error(error);
    }

    private static CallError error(GatewayError kind) {
        return new CallError(kind, "This is a mock error; no provider was asked.");
    }
}
