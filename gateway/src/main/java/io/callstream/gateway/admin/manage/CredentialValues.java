package io.callstream.gateway.admin.manage;

import io.callstream.gateway.identity.Fields;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

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

    /** The first two and last two letters of what is named like a secret, and of what is inside such. */
    static Map<String, Object> masked(Map<String, ?> values) {
        Map<String, Object> masked = new LinkedHashMap<>();
        values.forEach((name, value) -> masked.put(name, shown(value, isSecret(name))));
        return masked;
    }

    private static Object shown(Object value, boolean secret) {
        if (value instanceof Map<?, ?> map) {
            Map<String, Object> inside = new LinkedHashMap<>();
            map.forEach((name, each) -> {
                if (each != null) {
                    inside.put(String.valueOf(name), shown(each, secret || isSecret(String.valueOf(name))));
                }
            });
            return inside;
        }
        if (value instanceof List<?> list) {
            return list.stream()
                    .filter(Objects::nonNull)
                    .map(each -> shown(each, secret))
                    .toList();
        }
        return secret ? masked(String.valueOf(value)) : value;
    }

    private static String masked(String text) {
        int part = SHOWN / 2;
        return text.length() <= SHOWN ? SHORT : text.substring(0, part) + "****" + text.substring(text.length() - part);
    }

    private static boolean isSecret(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return SECRET.stream().anyMatch(lower::contains);
    }

    /** What was read masked and sent back is what it was. */
    static Map<String, Object> withoutMasked(Map<String, Object> posted, Fields before) {
        return restored(posted, before.values(), false);
    }

    private static Map<String, Object> restored(Map<?, ?> posted, Map<?, ?> before, boolean secret) {
        Map<String, Object> restored = new LinkedHashMap<>();
        posted.forEach((name, value) -> {
            String key = String.valueOf(name);
            Object meant = value == null ? null : restored(value, before.get(name), secret || isSecret(key));
            if (meant != null) {
                restored.put(key, meant);
            }
        });
        return restored;
    }

    private static @Nullable Object restored(Object value, @Nullable Object before, boolean secret) {
        if (value instanceof Map<?, ?> map && before instanceof Map<?, ?> known) {
            return restored(map, known, secret);
        }
        boolean readBack = secret
                && value instanceof String text
                && (text.equals(SHORT) || MASKED.matcher(text).matches());
        return readBack || before != null && value.equals(shown(before, secret)) ? before : value;
    }
}
