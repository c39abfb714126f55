package io.callstream.gateway.dialect.gemini;

import static org.assertj.core.api.Assertions.assertThat;

import io.callstream.gateway.dialect.DialectRig;
import io.callstream.gateway.dialect.SentRequest;
import io.callstream.json.Slice;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Calls for images: Imagen's models predict them, Gemini's draw in an answer; OpenAI's form is what clients see of both. */
class GeminiImagesTest {
    private static final DialectRig IMAGEN = DialectRig.of("model: gemini/imagen-4.0-generate-001, api_key: k");
    private static final DialectRig GEMINI = DialectRig.of("model: gemini/gemini-3-pro-image, api_key: k");
    private static final DialectRig DROPPING =
            DialectRig.of("model: gemini/gemini-3-pro-image, api_key: k, drop_params: true");
    private static final String PATH = "/v1/images/generations";

    private static String body(String fields) {
        return "{\"model\":\"m\",\"prompt\":\"a cat\"" + (fields.isEmpty() ? "" : "," + fields) + "}";
    }

    @Test
    void imagenPredicts() {
        SentRequest sent =
                IMAGEN.sent(PATH, body("\"n\":2,\"size\":\"1536x1024\",\"personGeneration\":\"dont_allow\""));

        assertThat(sent.line()).isEqualTo("POST /v1beta/models/imagen-4.0-generate-001:predict");
        assertThat(sent.body())
                .hasToString(
                        "{\"instances\":[{\"prompt\":\"a cat\"}],\"parameters\":{\"sampleCount\":2,\"aspectRatio\":\"3:2\","
                                + "\"personGeneration\":\"dont_allow\"}}");
    }

    @Test
    void geminiDrawsInAnAnswer() {
        SentRequest sent = GEMINI.sent(PATH, body("\"aspectRatio\":\"21:9\",\"size\":\"1024x1024\""));

        assertThat(sent.line()).isEqualTo("POST /v1beta/models/gemini-3-pro-image:generateContent");
        assertThat(sent.body())
                .hasToString(
                        "{\"contents\":[{\"role\":\"user\",\"parts\":[{\"text\":\"a cat\"}]}],\"generationConfig\":"
                                + "{\"responseModalities\":[\"TEXT\",\"IMAGE\"],\"imageConfig\":{\"aspectRatio\":\"21:9\"}}}");
    }

    @ParameterizedTest
    @CsvSource({
        "256x256, 1:1",
        "512x512, 1:1",
        "1024x1024, 1:1",
        "1536x1024, 3:2",
        "1024x1536, 2:3",
        "1792x1024, 16:9",
        "1024x1792, 9:16",
        "1280x896, 4:3",
        "896x1280, 3:4",
    })
    void aSizeIsAShape(String size, String shape) {
        assertThat(IMAGEN.sent(PATH, body("\"size\":\"" + size + "\"")).at("parameters.aspectRatio"))
                .isEqualTo("\"" + shape + "\"");
    }

    /** Nulls ask for nothing, as everywhere. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"quality\":\"auto\"",
                "\"background\":\"auto\"",
                "\"moderation\":\"auto\"",
                "\"size\":\"auto\"",
                "\"stream\":false",
                "\"user\":\"u\"",
                "\"response_format\":\"b64_json\"",
                "\"n\":1",
                "\"style\":null",
                "\"quality\":null",
                "\"n\":null",
                "\"size\":null"
            })
    void whatAsksForNothingIsLeftOut(String field) {
        assertThat(IMAGEN.sent(PATH, body(field)).at("parameters")).isEqualTo("{\"sampleCount\":1}");
        assertThat(GEMINI.sent(PATH, body(field)).at("generationConfig"))
                .isEqualTo("{\"responseModalities\":[\"TEXT\",\"IMAGE\"]}");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            "style":"vivid"            | style | style: Google's models have no such parameter; leave it out, or set drop_params or additional_drop_params for the model.
            "quality":"hd"             | quality | quality: Google's models have no such parameter; leave it out, or set drop_params or additional_drop_params for the model.
            "response_format":"url"    | response_format | response_format: Google's models give images in the answer; ask for b64_json.
            "n":2                      | n | n: this model draws one image a call; leave it out, or set drop_params.
            "size":"100x100"           | size | size: Google's models take [1024x1024, 1024x1536, 1024x1792, 1280x896, 1536x1024, 1792x1024, 256x256, 512x512, 896x1280] or an aspectRatio.
            """)
    void whatGoogleCannotDoIsRefusedOrLeftOut(String field, String param, String message) {
        assertThat(GEMINI.refused(PATH, body(field))).isEqualTo(param + " | " + message);
        assertThat(DROPPING.sent(PATH, body(field)).at("generationConfig"))
                .isEqualTo("{\"responseModalities\":[\"TEXT\",\"IMAGE\"]}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"{\"model\":\"m\"}", "{\"model\":\"m\",\"prompt\":\" \"}", "{\"model\":\"m\",\"prompt\":[\"a\"]}"
            })
    void somethingHasToBeDrawn(String body) {
        assertThat(GEMINI.refused(PATH, body))
                .isEqualTo("prompt | prompt: what is to be drawn has to be said, as a text.");
    }

    private static String answered(String google) {
        return new GeminiDialect().imageAnswer(7).apply(Slice.of(google)).text();
    }

    @Test
    void predictionsAreImages() {
        assertThat(answered("{\"predictions\":[{\"bytesBase64Encoded\":\"AAAA\",\"mimeType\":\"image/png\"},"
                        + "{\"raiFilteredReason\":\"one was filtered\"},{\"bytesBase64Encoded\":\"BBBB\"}]}"))
                .isEqualTo("{\"created\":7,\"data\":[{\"b64_json\":\"AAAA\"},{\"b64_json\":\"BBBB\"}]}");
    }

    @Test
    void whatWasDrawnInAnAnswerIsAnImageWithItsUsage() {
        assertThat(answered(
                        "{\"candidates\":[{\"content\":{\"parts\":[{\"text\":\"Here\"},{\"inlineData\":{\"mimeType\":"
                                + "\"image/png\",\"data\":\"AAAA\"}}]},\"finishReason\":\"STOP\"}],\"usageMetadata\":{\"promptTokenCount\":3,"
                                + "\"candidatesTokenCount\":1290,\"totalTokenCount\":1293,\"candidatesTokensDetails\":[{\"modality\":"
                                + "\"TEXT\",\"tokenCount\":0},{\"modality\":\"IMAGE\",\"tokenCount\":1290}]}}"))
                .isEqualTo(
                        "{\"created\":7,\"data\":[{\"b64_json\":\"AAAA\"}],\"usage\":{\"input_tokens\":3,"
                                + "\"output_tokens\":1290,\"total_tokens\":1293,\"output_tokens_details\":{\"image_tokens\":1290}}}");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"predictions":[{"raiFilteredReason":"it is not allowed"}]}      | : it is not allowed
            {"candidates":[{"finishReason":"IMAGE_SAFETY"}]}                 | : IMAGE_SAFETY
            {"promptFeedback":{"blockReason":"PROHIBITED_CONTENT"}}          | : PROHIBITED_CONTENT
            {}                                                               | .
            {"predictions":[7],"candidates":[7,{"content":{"parts":[7]}}]}   | .
            """)
    void anAnswerWithoutAnImageIsAnErrorThatSaysWhy(String google, String why) {
        assertThat(answered(google))
                .isEqualTo("{\"error\":{\"message\":\"The provider made no image" + why
                        + "\",\"type\":\"invalid_request_error\",\"code\":\"content_policy_violation\"}}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"no JSON", "[1]", ""})
    void whatIsNoAnswerIsLeftToWhoReadsItNext(String odd) {
        assertThat(answered(odd)).isEqualTo(odd);
    }
}
