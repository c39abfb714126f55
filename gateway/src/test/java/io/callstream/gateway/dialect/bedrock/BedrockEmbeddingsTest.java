package io.callstream.gateway.dialect.bedrock;

import static org.assertj.core.api.Assertions.assertThat;

import io.callstream.gateway.dialect.DialectRig;
import io.callstream.gateway.dialect.SentRequest;
import io.callstream.gateway.provider.Delta;
import io.callstream.gateway.provider.Reply;
import io.callstream.json.JsonValue;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Embeddings on Bedrock: each maker's models are asked, and answer, in a form of their own. */
class BedrockEmbeddingsTest {
    private static final String PATH = "/v1/embeddings";

    private static DialectRig model(String name) {
        return DialectRig.of("model: 'bedrock/" + name + "', api_key: k, aws_region_name: eu-west-1");
    }

    private static String body(String input, String more) {
        return "{\"model\":\"m\",\"input\":" + input + more + "}";
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', emptyValue = "", textBlock = """
            amazon.titan-embed-text-v2:0 | ,"dimensions":256,"normalize":true | {"inputText":"a","dimensions":256,"normalize":true}
            amazon.titan-embed-text-v2:0 | ,"encoding_format":"base64"        | {"inputText":"a"}
            amazon.titan-embed-text-v1   | ,"user":"u"                        | {"inputText":"a"}
            amazon.titan-embed-image-v1  | ,"dimensions":256                  | {"inputText":"a","embeddingConfig":{"outputEmbeddingLength":256}}
            amazon.titan-embed-image-v1  | ,"dimensions":null                 | {"inputText":"a"}
            eu.cohere.embed-v4:0         | ,"dimensions":256,"input_type":"search_query","truncate":"END" | {"texts":["a"],"input_type":"search_query","embedding_types":["float"],"output_dimension":256,"truncate":"END"}
            cohere.embed-english-v3      | ,"user":"u"                        | {"texts":["a"],"input_type":"search_document","embedding_types":["float"]}
            """)
    void everyMakersModelsAreAskedInTheirOwnForm(String name, String more, String sent) {
        SentRequest request = model(name).sent(PATH, body("\"a\"", more));

        assertThat(request.body()).hasToString(sent);
        assertThat(request.line()).isEqualTo("POST /model/" + name.replace(":", "%3A") + "/invoke");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            amazon.titan-embed-text-v1   | "a"       | ,"dimensions":3 | dimensions | dimensions: Titan's models of this kind have no such parameter; leave it out, or set drop_params or additional_drop_params for the model.
            amazon.titan-embed-image-v1  | "a"       | ,"normalize":true | normalize | normalize: Titan's models of this kind have no such parameter; leave it out, or set drop_params or additional_drop_params for the model.
            cohere.embed-english-v3      | "a"       | ,"normalize":true | normalize | normalize: Cohere's models have no such parameter; leave it out, or set drop_params or additional_drop_params for the model.
            amazon.titan-embed-text-v2:0 | ["a","b"] | ,"user":"u"     | input | input: 2 texts, of which amazon.titan-embed-text-v2:0 takes one a request; ask once for each, or ask a model of Cohere's.
            amazon.titan-embed-text-v2:0 | [1,2]     | ,"user":"u"     | input | input: a text or a list of texts is expected; this model's provider takes no tokens.
            amazon.nova-pro-v1:0         | "a"       | ,"user":"u"     | model | On Bedrock the models amazon.titan-embed-* and cohere.embed-* are asked for embeddings here; 'amazon.nova-pro-v1:0' is none of them.
            """)
    void whatAModelCannotDoIsRefused(String name, String input, String more, String param, String message) {
        assertThat(model(name).refused(PATH, body(input, more))).isEqualTo(param + " | " + message);
    }

    @Test
    void whatAModelHasNotIsLeftOutWhereThatIsWanted() {
        DialectRig dropping = DialectRig.of(
                "model: bedrock/amazon.titan-embed-text-v1, api_key: k, aws_region_name: eu-west-1, drop_params: true");

        assertThat(dropping.sent(PATH, body("\"a\"", ",\"dimensions\":3,\"x\":1"))
                        .body())
                .hasToString("{\"inputText\":\"a\"}");
    }

    private static List<Delta> read(long counted, String answer) {
        Reply reply = new Reply(200, false, "m", "", counted, null);
        return DialectRig.read(model("amazon.titan-embed-text-v2:0").dialect().embeddingReader(reply), answer);
    }

    private static JsonValue.Arr vector(String... numbers) {
        return new JsonValue.Arr(
                List.of(numbers).stream().<JsonValue>map(JsonValue.Num::new).toList());
    }

    @Test
    void answersSayThemselvesWhoseTheyAre() {
        assertThat(read(-1, "{\"embedding\":[0.5],\"inputTextTokenCount\":3}"))
                .containsExactly(new Delta.Embedding(0, vector("0.5")), new Delta.Tokens(3, 0));
        assertThat(read(4, "{\"embeddings\":{\"float\":[[1],[2]]}}"))
                .containsExactly(
                        new Delta.Embedding(0, vector("1")),
                        new Delta.Embedding(1, vector("2")),
                        new Delta.Tokens(4, 0));
        assertThat(read(-1, "{\"embeddings\":[[1]]}")).containsExactly(new Delta.Embedding(0, vector("1")));
    }

    @Test
    void whatIsNoEmbeddingIsToldAsItStands() {
        assertThat(DialectRig.of(Delta.Failure.class, read(-1, "{\"vector\":[1]}")))
                .extracting(Delta.Failure::message)
                .containsExactly("What the provider answered is no embedding of Bedrock's: {\"vector\":[1]}");
        assertThat(read(-1, "{\"message\":\"no such luck\"}")).containsExactly(new Delta.Failure(500, "no such luck"));
    }
}
