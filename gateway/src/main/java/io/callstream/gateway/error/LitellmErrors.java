package io.callstream.gateway.error;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** LiteLLM's classes of errors, and what they are here. */
public final class LitellmErrors {
    private static final Map<String, GatewayError> BY_CLASS = Map.ofEntries(
            Map.entry("RateLimitError", GatewayError.RATE_LIMITED),
            Map.entry("InternalServerError", GatewayError.PROVIDER_ERROR),
            Map.entry("ContextWindowExceededError", GatewayError.CONTEXT_WINDOW_EXCEEDED),
            Map.entry("ContentPolicyViolationError", GatewayError.CONTENT_POLICY_VIOLATION),
            Map.entry("ServiceUnavailableError", GatewayError.PROVIDER_UNAVAILABLE),
            Map.entry("APIConnectionError", GatewayError.PROVIDER_UNREACHABLE),
            Map.entry("AuthenticationError", GatewayError.PROVIDER_AUTHENTICATION),
            Map.entry("BadRequestError", GatewayError.PROVIDER_REJECTED),
            Map.entry("Timeout", GatewayError.PROVIDER_TIMEOUT));

    private LitellmErrors() {}

    /** Null for a class that says nothing here. */
    public static @Nullable GatewayError of(String name) {
        return BY_CLASS.get(name);
    }

    /**
     * What a failure that LiteLLM tells of was: as of an answer here its status says, and where that says too little, its class.
     *
     * @param status 0 when none is told
     */
    public static GatewayError of(int status, String name) {
        GatewayError byStatus = status == 0 ? GatewayError.PROVIDER_ERROR : GatewayError.ofProviderStatus(status);
        GatewayError byClass = of(name);
        boolean more = status == 0
                || byStatus == GatewayError.PROVIDER_REJECTED
                || byClass == GatewayError.PROVIDER_UNREACHABLE; // told with the status of a fault that nobody answered
        return byClass != null && more ? byClass : byStatus;
    }
}
