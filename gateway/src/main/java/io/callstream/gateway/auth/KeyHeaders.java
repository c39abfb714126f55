package io.callstream.gateway.auth;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.util.AsciiString;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The headers that clients present their key in. The first one that has a key decides, in LiteLLM's order: the header of
 * {@code general_settings.litellm_key_header_name}, {@code x-litellm-api-key}, {@code Authorization}, then Azure's,
 * Anthropic's, Google's and Azure API Management's.
 */
final class KeyHeaders {
    private static final String BEARER = "Bearer ";
    private static final String AWS = "AWS4-HMAC-SHA256 ";
    private static final String CREDENTIAL = "Credential=";
    private static final AsciiString LITELLMS = AsciiString.cached("x-litellm-api-key");
    private static final List<AsciiString> OTHERS = List.of(
            AsciiString.cached("api-key"),
            AsciiString.cached("x-api-key"),
            AsciiString.cached("x-goog-api-key"),
            AsciiString.cached("ocp-apim-subscription-key"));

    private final @Nullable AsciiString own;

    /** @param own of the configuration */
    KeyHeaders(Optional<String> own) {
        this.own = own.map(AsciiString::cached).orElse(null);
    }

    /** The key that a request presents; null when it has none. */
    @Nullable String key(HttpHeaders headers) {
        String key = own == null ? null : withOrWithoutScheme(headers.get(own));
        if (key == null) {
            key = withOrWithoutScheme(headers.get(LITELLMS));
        }
        if (key == null) {
            key = withScheme(headers.get(HttpHeaderNames.AUTHORIZATION));
        }
        for (int i = 0; key == null && i < OTHERS.size(); i++) {
            key = given(headers.get(OTHERS.get(i)));
        }
        return key;
    }

    private static @Nullable String withOrWithoutScheme(@Nullable String value) {
        String key = withScheme(value);
        return key == null ? given(value) : key;
    }

    private static @Nullable String withScheme(@Nullable String value) {
        if (value == null) {
            return null;
        }
        if (value.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
            return value.substring(BEARER.length()).strip();
        }
        return value.startsWith(AWS) ? given(credential(value)) : null;
    }

    /** Clients of Bedrock that are pointed at a gateway put its key into their signature: {@code Credential=KEY/date/...}. */
    private static @Nullable String credential(String signature) {
        int at = signature.indexOf(CREDENTIAL);
        if (at < 0) {
            return null;
        }
        String rest = signature.substring(at + CREDENTIAL.length());
        int end = rest.indexOf('/');
        String key = end < 0 ? rest : rest.substring(0, end);
        return key.startsWith(BEARER) ? key.substring(BEARER.length()) : key;
    }

    private static @Nullable String given(@Nullable String value) {
        return value == null || value.isBlank() ? null : value.strip();
    }
}
