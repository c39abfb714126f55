package io.callstream.gateway.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.callstream.json.JsonValue;
import io.callstream.json.Slice;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A request for embeddings in OpenAI's form, for providers of other forms: they take texts. */
class EmbeddingRequestTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            "Hi"          | Hi
            ["Hi"]        | Hi
            ["Hi","you"]  | Hi,you
            ["é\\n","🙂"] | `é
            ,🙂`
            """)
    void itsInputIsATextOrAListOfThem(String input, String texts) throws Exception {
        assertThat(String.join(
                        ",", read("{\"model\":\"m\",\"input\":" + input + "}").texts()))
                .isEqualTo(texts);
    }

    @Test
    void anEmptyTextIsOne() throws Exception {
        assertThat(read("{\"input\":\"\"}").texts()).isEqualTo(List.of(""));
        assertThat(read("{\"input\":[\"a\",\"\"]}").texts()).isEqualTo(List.of("a", ""));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', nullValues = "none", textBlock = """
            {}                     | input | input: a text or a list of at least one text is expected.
            {"input":null}         | input | input: a text or a list of at least one text is expected.
            {"input":[]}           | input | input: a text or a list of at least one text is expected.
            {"input":7}            | input | input: a text or a list of texts is expected; this model's provider takes no tokens.
            {"input":{}}           | input | input: a text or a list of texts is expected; this model's provider takes no tokens.
            {"input":[1,2]}        | input | input: a text or a list of texts is expected; this model's provider takes no tokens.
            {"input":[[1,2],[3]]}  | input | input: a text or a list of texts is expected; this model's provider takes no tokens.
            {"input":["a",null]}   | input | input: a text or a list of texts is expected; this model's provider takes no tokens.
            ["Hi"]                 | none  | The request body is no JSON object.
            "Hi"                   | none  | The request body is no JSON object.
            {"input":"a"           | none  | The request body is no JSON: expected ',' or '}' at byte 12
            """)
    void whatIsNoTextIsRefused(String body, @Nullable String param, String message) {
        assertThatThrownBy(() -> read(body))
                .isInstanceOfSatisfying(
                        UnsupportedRequestException.class,
                        refused -> assertThat(refused.param()).isEqualTo(param))
                .hasMessage(message);
    }

    @Test
    void otherFieldsStayAsTheClientWroteThemWithoutThoseThatSayNothing() throws Exception {
        EmbeddingRequest request =
                read("{\"dimensions\":256,\"input\":\"a\",\"user\":null,\"encoding_format\":\"base64\",\"x\":1.50}");

        assertThat(request.parameters().keySet()).containsExactly("dimensions", "encoding_format", "x");
        assertThat(request.parameters().get("x")).isEqualTo(new JsonValue.Num("1.50"));
    }

    private static EmbeddingRequest read(String body) throws UnsupportedRequestException {
        return EmbeddingRequest.read(Slice.of(body));
    }
}
