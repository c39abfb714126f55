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

    private static final int LOWER_CASE = 0x20;

    private SecretNames() {}

    /** Whether something of this name must not be told. */
    public static boolean matches(String name) {
        if (!mayMatch(name)) {
            return false;
        }
        String lower = name.toLowerCase(Locale.ROOT);
        return NAMES.contains(lower)
                || PARTS.stream().anyMatch(lower::contains)
                || ENDINGS.stream().anyMatch(lower::endsWith);
    }

    /** Every request field is asked about, and hardly any has the letter pairs that all secret names share. */
    private static boolean mayMatch(String name) {
        for (int i = 1; i < name.length(); i++) {
            int first = name.charAt(i - 1) | LOWER_CASE;
            int second = name.charAt(i) | LOWER_CASE;
            boolean pair = first == 'k' && second == 'e' // key
                    || first == 'k' && second == 'i' // cookie
                    || first == 's' && second == 'e' // secret
                    || first == 'a' && second == 's' // password
                    || first == 't' && second == 'o' // token
                    || first == 'c' && second == 'r' // credential
                    || first == 'a' && second == 'u' // authorization
                    || first == 'a' && second == 'c'; // service_account
            if (pair) {
                return true;
            }
        }
        return false;
    }
}
