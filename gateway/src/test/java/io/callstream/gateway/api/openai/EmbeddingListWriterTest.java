package io.callstream.gateway.api.openai;

import static org.assertj.core.api.Assertions.assertThat;

import io.callstream.gateway.api.InvalidRequestException;
import io.callstream.gateway.api.ResponseWriter;
import io.callstream.gateway.api.Written;
import io.callstream.gateway.error.GatewayError;
import io.callstream.gateway.odd.OddJson;
import io.callstream.gateway.provider.Delta;
import io.callstream.json.JsonValue;
import io.callstream.json.Slice;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Embeddings of a provider of another form as OpenAI's list of them. */
class EmbeddingListWriterTest {
    private static final Delta FIRST = embedding(0, "[0.50,-1e-3,3]");

    @Test
    void vectorsStandInAListWithTheirUsage() throws InvalidRequestException {
        assertThat(Written.of(writer("{\"model\":\"m\"}"), FIRST, embedding(1, "[]"), new Delta.Tokens(8, 0)))
                .isEqualTo(
                        "{\"object\":\"list\",\"data\":[{\"object\":\"embedding\",\"index\":0,\"embedding\":[0.50,-1e-3,3]},"
                                + "{\"object\":\"embedding\",\"index\":1,\"embedding\":[]}],\"model\":\"m\","
                                + "\"usage\":{\"prompt_tokens\":8,\"total_tokens\":8}}");
        assertThat(writer("{}").contentType()).isEqualTo("application/json");
    }

    @Test
    void inBase64TheyAreNumbersOf32Bits() throws InvalidRequestException {
        JsonValue.Obj list = (JsonValue.Obj)
                OddJson.read(Written.of(writer("{\"model\":\"m\",\"encoding_format\":\"base64\"}"), FIRST));

        String coded = ((JsonValue.Obj) list.list("data").get(0)).text("embedding");

        assertThat(coded).isNotNull();
        ByteBuffer numbers = ByteBuffer.wrap(Base64.getDecoder().decode(coded)).order(ByteOrder.LITTLE_ENDIAN);
        assertThat(numbers.remaining()).isEqualTo(12);
        assertThat(numbers.getFloat()).isEqualTo(0.5f);
        assertThat(numbers.getFloat()).isEqualTo(-0.001f);
        assertThat(numbers.getFloat()).isEqualTo(3f);
        assertThat(list.get("usage")).isNull();
    }

    @ParameterizedTest
    @CsvSource({"'\"float\"', '[0.50,-1e-3,3]'", "null, '[0.50,-1e-3,3]'", "7, '[0.50,-1e-3,3]'"})
    void anyOtherFormatIsNumbers(String format, String vector) throws InvalidRequestException {
        assertThat(Written.of(writer("{\"model\":\"m\",\"encoding_format\":" + format + "}"), FIRST))
                .contains("\"embedding\":" + vector);
    }

    @Test
    void theModelIsTheProvidersWhereItSaysOne() throws InvalidRequestException {
        assertThat(Written.of(writer("{\"model\":\"m\"}"), new Delta.Begin("", "text-1"), FIRST))
                .contains("\"model\":\"text-1\"");
        assertThat(Written.of(writer("{\"model\":\"m\"}"), new Delta.Begin("", ""), FIRST))
                .contains("\"model\":\"m\"");
        assertThat(Written.of(writer("{}"), FIRST)).contains("\"model\":\"\"");
    }

    @Test
    void whatIsNoNumberIsZero() throws InvalidRequestException {
        assertThat(Written.of(writer("{\"encoding_format\":\"base64\"}"), embedding(0, "[null]")))
                .contains("\"embedding\":\"AAAAAA==\"");
    }

    @Test
    void aFailureIsAnError() throws InvalidRequestException {
        assertThat(Written.of(writer("{}"), FIRST, new Delta.Failure(429, "Slow down.")))
                .startsWith("{\"error\":{\"message\":\"Slow down.\"");
    }

    @Test
    void aFailureThatIsKnownForWhatItIsIsToldAsThat() throws InvalidRequestException {
        Delta failure = new Delta.Failure(400, "Too long.", GatewayError.CONTEXT_WINDOW_EXCEEDED);

        assertThat(Written.of(writer("{}"), failure)).contains(GatewayError.CONTEXT_WINDOW_EXCEEDED.code());
    }

    private static Delta embedding(int index, String vector) {
        return new Delta.Embedding(index, (JsonValue.Arr) OddJson.read(vector));
    }

    private static ResponseWriter writer(String body) throws InvalidRequestException {
        return new OpenAiApi().embeddingWriter(OpenAiRequest.read(Slice.of(body), null));
    }
}
