package io.callstream.gateway.admin.manage;

import io.callstream.gateway.identity.Fields;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** Values of credentials: which of a model's parameters are such, and how LiteLLM shows them. */
final class CredentialValues {
    private static final List<String> BEGINNINGS = List.of("vertex_", "aws_", "azure_");
    private static final List<String> NAMES = List.of(
            "api_key",
            "api_base",
            "base_url",
            "api_version",
            "tenant_id",
            "client_id",
            "client_secret",
            "region_name",
            "organization");
    private static final List<String> SECRET =
            List.of("authorization", "token", "key", "secret", "credentials", "password", "passwd");
    private static final int SHOWN = 4;
    private static final String SHORT = "*****";
    private static final Pattern MASKED = Pattern.compile("..\\*{4}..", Pattern.DOTALL);

    private CredentialValues() {}

    /** Those of a model. */
    static Map<String, Object> of(Fields params) {
        Map<String, Object> values = new LinkedHashMap<>();
        params.values().forEach((name, value) -> {
            if (NAMES.contains(name) || BEGINNINGS.stream().anyMatch(name::startsWith)) {
                values.put(name, value);
            }
        });
        return values;
    }

    /** The first two and last two letters of what is named like a secret. */
    static Map<String, Object> masked(Map<String, ?> values) {
        Map<String, Object> masked = new LinkedHashMap<>();
        values.forEach((name, value) -> masked.put(name, isSecret(name) ? masked(value) : value));
        return masked;
    }

    private static Object masked(Object value) {
        if (value instanceof Map<?, ?> map) {
            Map<String, Object> inside = new LinkedHashMap<>();
            map.forEach((name, each) -> inside.put(String.valueOf(name), masked(String.valueOf(each))));
            return inside;
        }
        if (!(value instanceof String text)) {
            return value;
        }
        int part = SHOWN / 2;
        return text.length() <= SHOWN ? SHORT : text.substring(0, part) + "****" + text.substring(text.length() - part);
    }

    private static boolean isSecret(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return SECRET.stream().anyMatch(lower::contains);
    }

    /** What was read masked and sent back changes nothing. */
    static Map<String, Object> withoutMasked(Map<String, Object> posted, Fields before) {
        Map<String, Object> kept = new LinkedHashMap<>();
        posted.forEach((name, value) -> {
            boolean readBack = isSecret(name)
                    && value instanceof String text
                    && (text.equals(SHORT) || MASKED.matcher(text).matches());
            if (!readBack) {
                kept.put(name, value);
            }
        });
        return kept;
    }
}
