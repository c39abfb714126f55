package io.callstream.gateway.auth;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.HttpHeaders;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where a request presents its key. */
class KeyHeadersTest {
    private static final List<String> IN_ORDER = List.of(
            "x-own",
            "x-litellm-api-key",
            "authorization",
            "api-key",
            "x-api-key",
            "x-goog-api-key",
            "ocp-apim-subscription-key");

    private final KeyHeaders headers = new KeyHeaders(Optional.of("X-Own"));

    private @Nullable String key(String name, String value) {
        return headers.key(new DefaultHttpHeaders().set(name, value));
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "authorization,     Bearer sk-1,    sk-1",
                "authorization,     bearer sk-1,    sk-1",
                "authorization,     'Bearer   sk-1', sk-1",
                "authorization,     sk-1,           -",
                "authorization,     Basic c2stMQ==, -",
                "authorization,     Bearer,         -",
                "x-own,             sk-1,           sk-1",
                "x-own,             Bearer sk-1,    sk-1",
                "x-litellm-api-key, sk-1,           sk-1",
                "x-litellm-api-key, Bearer sk-1,    sk-1",
                "api-key,           sk-1,           sk-1",
                "x-api-key,         sk-1,           sk-1",
                "x-goog-api-key,    sk-1,           sk-1",
                "ocp-apim-subscription-key, sk-1,   sk-1",
                "x-other,           sk-1,           -",
            })
    void eachHeaderHasAFormOfItsOwn(String name, String value, @Nullable String key) {
        assertThat(key(name, value)).isEqualTo(key);
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            delimiter = '|',
            value = {
                "AWS4-HMAC-SHA256 Credential=sk-1/20261127/us-east-1/bedrock/aws4_request, Signature=0 | sk-1",
                "AWS4-HMAC-SHA256 Signature=0, Credential=Bearer sk-1/20261127/x                       | sk-1",
                "AWS4-HMAC-SHA256 Credential=sk-1                                                      | sk-1",
                "AWS4-HMAC-SHA256 Credential=/20261127/x                                               | -",
                "AWS4-HMAC-SHA256 Signature=0                                                          | -",
            })
    void clientsOfBedrockPutItIntoTheirSignature(String value, @Nullable String key) {
        assertThat(key("authorization", value)).isEqualTo(key);
    }

    @Test
    void theFirstOneThatHasAKeyDecides() {
        HttpHeaders all = new DefaultHttpHeaders();
        IN_ORDER.forEach(name -> all.set(name, "Bearer " + name));

        for (String name : IN_ORDER) {
            assertThat(headers.key(all)).endsWith(name);
            all.remove(name);
        }
        assertThat(headers.key(all)).isNull();
    }

    @ParameterizedTest
    @CsvSource({"authorization, Bearer", "authorization, sk-2", "x-litellm-api-key, ''", "x-own, ''", "api-key, ''"})
    void oneThatHasNoneIsPassedOver(String name, String value) {
        HttpHeaders both = new DefaultHttpHeaders().set(name, value).set("x-api-key", "sk-1");

        assertThat(headers.key(both)).isEqualTo("sk-1");
    }

    @Test
    void noHeaderIsReadThatNobodyNamed() {
        HttpHeaders own = new DefaultHttpHeaders().set("x-own", "sk-1");

        assertThat(new KeyHeaders(Optional.empty()).key(own)).isNull();
    }
}
