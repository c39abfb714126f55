package io.callstream.gateway.error;

import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The HTTP statuses that providers' structured error codes stand for: numbers, and the words of the best-known ones. */
public final class ProviderCodes {
    private static final int FIRST_ERROR = 400;
    private static final int LAST_ERROR = 599;
    private static final int LONGEST_NUMBER = 9;

    private static final Map<String, Integer> WORDS = Map.ofEntries(
            Map.entry("rate_limit_exceeded", 429),
            Map.entry("rate_limit_error", 429),
            Map.entry("rate_limited", 429),
            Map.entry("ratelimit", 429),
            Map.entry("too_many_requests", 429),
            Map.entry("insufficient_quota", 429),
            Map.entry("quota_exceeded", 429),
            Map.entry("resource_exhausted", 429),
            Map.entry("throttling", 429),
            Map.entry("throttling_exception", 429),
            Map.entry("invalid_api_key", 401),
            Map.entry("authentication_error", 401),
            Map.entry("unauthorized", 401),
            Map.entry("unauthenticated", 401),
            Map.entry("permission_error", 403),
            Map.entry("permission_denied", 403),
            Map.entry("forbidden", 403),
            Map.entry("invalid_request_error", 400),
            Map.entry("invalid_request", 400),
            Map.entry("invalid_argument", 400),
            Map.entry("bad_request", 400),
            Map.entry("badrequesterror", 400),
            Map.entry("context_length_exceeded", 400),
            Map.entry("content_policy_violation", 400),
            Map.entry("content_filter", 400),
            Map.entry("model_context_window_exceeded", 400),
            Map.entry("exceed_context_size_error", 400),
            Map.entry("string_above_max_length", 400),
            Map.entry("responsibleaipolicyviolation", 400),
            Map.entry("data_inspection_failed", 400),
            Map.entry("moderation_blocked", 400),
            Map.entry("model_not_found", 404),
            Map.entry("not_found_error", 404),
            Map.entry("not_found", 404),
            Map.entry("timeout", 408),
            Map.entry("request_timeout", 408),
            Map.entry("timeout_error", 408),
            Map.entry("overloaded_error", 503),
            Map.entry("overloaded", 503),
            Map.entry("service_unavailable", 503),
            Map.entry("unavailable", 503),
            Map.entry("server_error", 500),
            Map.entry("api_error", 500),
            Map.entry("internal", 500),
            Map.entry("internal_error", 500),
            Map.entry("internal_server_error", 500),
            Map.entry("internalservererror", 500));

    private static final Set<String> TOO_LONG = Set.of(
            "context_length_exceeded",
            "model_context_window_exceeded",
            "exceed_context_size_error",
            "string_above_max_length");

    private static final Set<String> AGAINST_POLICY = Set.of(
            "content_policy_violation",
            "content_filter",
            "responsibleaipolicyviolation",
            "data_inspection_failed",
            "moderation_blocked");

    private ProviderCodes() {}

    /** The kind of refusal that a code stands for, where its status says too little; null for any other code. */
    public static @Nullable GatewayError refusal(String code) {
        String plain = plain(code);
        if (TOO_LONG.contains(plain)) {
            return GatewayError.CONTEXT_WINDOW_EXCEEDED;
        }
        return AGAINST_POLICY.contains(plain) ? GatewayError.CONTENT_POLICY_VIOLATION : null;
    }

    /** The status that a code stands for; 0 when nobody knows. */
    public static int status(String code) {
        String plain = code.strip();
        if (plain.isEmpty()) {
            return 0;
        }
        if (Character.isDigit(plain.charAt(0))) {
            return number(plain);
        }
        return WORDS.getOrDefault(plain(plain), 0);
    }

    private static String plain(String code) {
        return code.strip().toLowerCase(Locale.ROOT).replace('-', '_').replace(' ', '_');
    }

    /** Whether a code is one that says that all is well, or nothing: 0, a success status, "ok". */
    public static boolean harmless(String code) {
        String plain = code.strip().toLowerCase(Locale.ROOT);
        return plain.matches("|-?0+(\\.0*)?|2\\d\\d|ok|success|succeeded|null|none");
    }

    private static int number(String digits) {
        int end = 0;
        while (end < digits.length() && Character.isDigit(digits.charAt(end))) {
            end++;
        }
        int status = end > LONGEST_NUMBER ? 0 : Integer.parseInt(digits.substring(0, end));
        return status >= FIRST_ERROR && status <= LAST_ERROR ? status : 0;
    }
}
