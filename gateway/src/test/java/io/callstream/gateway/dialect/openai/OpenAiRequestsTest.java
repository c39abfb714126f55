package io.callstream.gateway.dialect.openai;

import static org.assertj.core.api.Assertions.assertThat;

import io.callstream.gateway.dialect.DialectRig;
import io.callstream.gateway.dialect.SentRequest;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where requests in OpenAI's form go, what is changed in them, and what Helicone hears besides. */
class OpenAiRequestsTest {
    private static final String RANKED = "{\"model\":\"m\",\"query\":\"a\",\"documents\":[\"b\"]}";

    @ParameterizedTest
    @CsvSource({
        "https://a.example, /chat/completions, /embeddings, /rerank",
        "https://a.example/v1, /v1/chat/completions, /v1/embeddings, /v1/rerank",
        "https://a.example/v1/, /v1/chat/completions, /v1/embeddings, /v1/rerank",
        "https://a.example/v1?tenant=t, /v1/chat/completions?tenant=t, /v1/embeddings?tenant=t, /v1/rerank?tenant=t",
        "https://a.example/v1/rerank, /v1/rerank/chat/completions, /v1/rerank/embeddings, /v1/rerank",
        "https://a.example/compatibility/v1, /compatibility/v1/chat/completions, /compatibility/v1/embeddings, /v2/rerank",
    })
    void addressesHaveTheirPathsBelowThem(String base, String chat, String embeddings, String ranking) {
        DialectRig rig = DialectRig.of("model: openai/gpt-4o, api_key: k, api_base: '" + base + "'");

        assertThat(rig.chat("").line()).isEqualTo("POST " + chat);
        assertThat(rig.sent("/v1/embeddings", "{\"model\":\"m\",\"input\":\"a\"}")
                        .line())
                .isEqualTo("POST " + embeddings);
        assertThat(rig.sent("/v1/rerank", RANKED).line()).isEqualTo("POST " + ranking);
    }

    @Test
    void aBodyStaysAsItCameButForTheModelAndWhatTheGatewayAsks() {
        DialectRig rig = DialectRig.of("model: openai/gpt-4o, api_key: k");

        assertThat(rig.sent("/v1/chat/completions", "{\"messages\":[] , \"model\":\"m\",\"odd\":1.0e0}")
                        .body())
                .hasToString("{\"messages\":[],\"model\":\"gpt-4o\",\"odd\":1.0e0}");
        assertThat(rig.chat("\"stream\":true").at("stream_options")).isEqualTo("{\"include_usage\":true}");
        assertThat(rig.chat("").headers()).containsEntry("authorization", "Bearer k");
    }

    /** Mistral sends the usage of a stream by itself, and refuses to be asked. */
    @Test
    void aProviderThatIsNotAskedForUsageIsNot() {
        assertThat(DialectRig.of("model: mistral/mistral-large, api_key: k")
                        .chat("\"stream\":true")
                        .at("stream_options"))
                .isEqualTo("none");
    }

    @Test
    void whatTheDeploymentSaysGoesAlongByTheCall() {
        DialectRig rig = DialectRig.of("model: openai/gpt-4o, api_key: k, temperature: 0.25, dimensions: 3");

        assertThat(rig.chat("").at("temperature")).isEqualTo("0.25");
        assertThat(rig.chat("").at("dimensions")).isEqualTo("none");
        assertThat(rig.sent("/v1/embeddings", "{\"model\":\"m\",\"input\":\"a\"}")
                        .at("dimensions"))
                .isEqualTo("3");
    }

    @Test
    void headersThatOpenAiKnowsGoAlong() {
        SentRequest sent = DialectRig.of("model: openai/gpt-4o, api_key: k")
                .saying("openai-organization", "org")
                .saying("openai-project", "p")
                .saying("openai-beta", "b")
                .saying("idempotency-key", "i")
                .saying("x-request-id", "r")
                .saying("anthropic-beta", "a")
                .chat("");

        assertThat(sent.headers())
                .containsEntry("openai-organization", "org")
                .containsEntry("openai-project", "p")
                .containsEntry("openai-beta", "b")
                .containsEntry("idempotency-key", "i")
                .containsEntry("x-request-id", "r")
                .doesNotContainKey("anthropic-beta");
    }

    private static SentRequest helicone(String model, String header, String value, String metadata) {
        return DialectRig.of("model: " + model + ", api_key: k, api_base: 'https://h.example'")
                .saying(header, value)
                .chat("\"metadata\":{" + metadata + "}");
    }

    @ParameterizedTest
    @CsvSource({
        "Helicone-Session-Id, true",
        "helicone-property-team, true",
        "Helicone-Cache-Enabled, true",
        "helicone-retry-enabled, true",
        "helicone-omit-request, true",
        "helicone-user-id, true",
        "helicone-request-id, true",
        "helicone-prompt-id, true",
        "Helicone-RateLimit-Policy, true",
        "helicone-moderations-enabled, true",
        "helicone-auth, false",
        "Helicone-Target-Url, false",
        "helicone-openai-api-base, false",
        "x-helicone-user-id, false",
    })
    void heliconeHearsWhatIsItsOwnAndNothingThatLeadsElsewhere(String header, boolean heard) {
        String lower = header.toLowerCase(Locale.ROOT);

        assertThat(helicone("helicone/gpt-4o", header, "v", "").headers().containsKey(lower))
                .isEqualTo(heard);
        assertThat(helicone("openai/gpt-4o", header, "v", "").headers()).doesNotContainKey(lower);
        assertThat(helicone("helicone/gpt-4o", "x-a", "b", "\"" + header + "\":\"v\"")
                        .headers()
                        .containsKey(lower))
                .isEqualTo(heard);
    }

    @Test
    void whatTheMetadataSaysCountsBeforeTheHead() {
        SentRequest sent = helicone(
                "helicone/gpt-4o",
                "helicone-user-id",
                "head",
                "\"Helicone-User-Id\":\"body\",\"Cache-Control\":\"max-age=9\"");

        assertThat(sent.headers())
                .containsEntry("helicone-user-id", "body")
                .containsEntry("cache-control", "max-age=9");
    }

    @ParameterizedTest
    @CsvSource({"2000, true", "2001, false"})
    void valuesHaveALength(int length, boolean heard) {
        assertThat(helicone("helicone/gpt-4o", "helicone-user-id", "x".repeat(length), "")
                        .headers()
                        .containsKey("helicone-user-id"))
                .isEqualTo(heard);
    }
}
