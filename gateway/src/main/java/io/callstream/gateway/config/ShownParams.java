package io.callstream.gateway.config;

import io.callstream.json.PlainValues;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** {@code litellm_params} as they may be shown: what LiteLLM leaves out is left out, and other secrets are masked. */
public final class ShownParams {
    private static final String MASK = "****";
    private static final Set<String> LEFT_OUT = Set.of(
            "api_key",
            "api_keys",
            "client_secret",
            "vertex_credentials",
            "vertex_ai_credentials",
            "aws_access_key_id",
            "aws_secret_access_key");
    private static final Set<String> ADDRESSES = Set.of("api_base", "base_url", "aws_bedrock_runtime_endpoint");
    private static final Set<String> HEADERS = Set.of("headers", "extra_headers");
    private static final String CREDENTIAL = "litellm_credential_name";

    private ShownParams() {}

    /** Of an entry, as JSON by their names. */
    static Map<String, String> of(Map<String, Object> entry) {
        Map<String, String> shown = new TreeMap<>();
        if (entry.get("litellm_params") instanceof Map<?, ?> params) {
            shown(params).forEach((name, value) -> shown.put(name, PlainValues.write(value)));
        }
        return shown;
    }

    /** The same as plain values. */
    public static Map<String, Object> shown(Map<?, ?> params) {
        Map<String, Object> shown = new LinkedHashMap<>();
        params.forEach((key, value) -> {
            String name = String.valueOf(key);
            if (value != null && !LEFT_OUT.contains(name)) {
                shown.put(name, HEADERS.contains(name) ? masked(value) : value(name, value));
            }
        });
        return shown;
    }

    private static Object value(String name, Object value) {
        if (SecretNames.matches(name) && !name.equals(CREDENTIAL)) {
            return masked(value);
        }
        return ADDRESSES.contains(name) && value instanceof String text ? address(text) : inside(value);
    }

    /** Without what may be a credential in it; what is none is told as it is. */
    private static String address(String text) {
        try {
            URI address = new URI(text.strip());
            return address.getScheme() == null || address.getRawAuthority() == null ? text : AddressUser.shown(address);
        } catch (URISyntaxException e) {
            return MASK;
        }
    }

    private static Object inside(Object value) {
        if (value instanceof Map<?, ?> map) {
            return shown(map);
        }
        return value instanceof List<?> list
                ? list.stream()
                        .filter(each -> each != null)
                        .map(ShownParams::inside)
                        .toList()
                : value;
    }

    /** Numbers and switches are no secrets, whatever they are called. */
    private static Object masked(@Nullable Object value) {
        if (value instanceof Map<?, ?> map) {
            Map<String, Object> all = new LinkedHashMap<>();
            map.forEach((name, each) -> all.put(String.valueOf(name), masked(each)));
            return all;
        }
        return value instanceof Number || value instanceof Boolean ? value : MASK;
    }
}
