package io.callstream.gateway.config;

import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * The rule that says which names hold credentials, wherever a client may put them: headers, request fields and
 * metadata. What they hold is never told. LiteLLM's clients send whole accounts that way ({@code langfuse_secret_key},
 * {@code api_key}, {@code aws_secret_access_key}).
 */
public final class SecretNames {
    private static final Set<String> NAMES = Set.of(
            "authorization",
            "proxy-authorization",
            "cookie",
            "set-cookie",
            "api-key",
            "apikey",
            "vertex_credentials",
            "azure_ad_token",
            "gcs_path_service_account");

    private static final List<String> PARTS = List.of("secret", "password", "passwd", "credential", "private_key");
    private static final List<String> ENDINGS =
            List.of("api_key", "api-key", "apikey", "access_key", "auth_token", "access_token");

    private SecretNames() {}

    /** Whether something of this name must not be told. */
    public static boolean matches(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return NAMES.contains(lower)
                || PARTS.stream().anyMatch(lower::contains)
                || ENDINGS.stream().anyMatch(lower::endsWith);
    }
}
