package io.callstream.sink.json;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.callstream.events.SuccessEvent;
import io.callstream.sink.CallEvent;
import io.callstream.testing.events.SampleCall;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.List;
import org.apache.avro.Schema;
import org.junit.jupiter.api.Test;

class EventJsonTest {
    private final EventJson json = EventJson.complete();
    private final SuccessEvent success = SampleCall.number(0).success();

    @Test
    void everyColumnOfTheSchemaIsAFieldAfterTheKind() throws IOException {
        Iterator<String> names = read(json).fieldNames();
        assertThat(names.next()).isEqualTo("kind");
        for (Schema.Field field : SuccessEvent.getClassSchema().getFields()) {
            assertThat(names.next()).isEqualTo(field.name());
        }
        assertThat(names.hasNext()).isFalse();
    }

    @Test
    void valuesKeepTheirTypes() throws IOException {
        JsonNode event = read(json);
        assertThat(event.path("kind").asText()).isEqualTo("success");
        assertThat(event.path("event_time").asText())
                .isEqualTo(success.getEventTime().toString());
        assertThat(event.path("prompt_tokens").isIntegralNumber()).isTrue();
        assertThat(event.path("stream").isBoolean()).isTrue();
        assertThat(event.path("tags").path(0).asText()).isEqualTo("sample");
        assertThat(event.path("metadata").path("feature").asText()).isEqualTo("greeting");
        assertThat(event.path("attempts").path(0).path("deployment_id").asText())
                .isEqualTo("deployment-1");
        assertThat(event.path("parent_span_id").isNull()).isTrue();
    }

    @Test
    void linesAreTheEventsOneAfterTheOther() {
        CallEvent first = new CallEvent.Success(success);
        CallEvent second = new CallEvent.PreCall(SampleCall.number(1).preCall());
        assertThat(new String(json.toLines(List.of(first, second)), StandardCharsets.UTF_8))
                .isEqualTo(new String(json.toBytes(first), StandardCharsets.UTF_8)
                        + '\n'
                        + new String(json.toBytes(second), StandardCharsets.UTF_8)
                        + '\n');
    }

    @Test
    void bodiesAreValuesAndKeepEveryDigit() {
        success.setRequestBody("{\"big\": 12345678901234567890.10,\n \"same\":1,\"same\":2}");
        String line = new String(json.toBytes(new CallEvent.Success(success)), StandardCharsets.UTF_8);
        assertThat(line)
                .contains("\"request_body\":{\"big\": 12345678901234567890.10,  \"same\":1,\"same\":2}")
                .doesNotContain("\n");
    }

    @Test
    void aBodyThatIsNoJsonIsAString() throws IOException {
        success.setRequestBody("{\"half\":");
        success.setResponseBody("{} {}");
        assertThat(read(json).path("request_body").asText()).isEqualTo("{\"half\":");
        assertThat(read(json).path("response_body").asText()).isEqualTo("{} {}");
    }

    @Test
    void contentCanBeLeftOut() throws IOException {
        JsonNode event = read(json.withoutContent());
        assertThat(event.path("request_body").isNull()).isTrue();
        assertThat(event.path("response_body").isNull()).isTrue();
        assertThat(event.path("parameters").isObject()).isTrue();
    }

    @Test
    void aColumnByItselfIsTheSameValue() {
        success.setRequestBody("{\"a\": 1}");
        assertThat(json.columnText(success, field("request_body"))).isEqualTo("{\"a\": 1}");
        assertThat(json.columnText(success, field("tags"))).isEqualTo("[\"sample\",\"plain\"]");
        assertThat(json.columnText(success, field("parent_span_id"))).isNull();
        assertThat(json.withoutContent().columnText(success, field("request_body")))
                .isNull();
    }

    private static Schema.Field field(String name) {
        return SuccessEvent.getClassSchema().getField(name);
    }

    private JsonNode read(EventJson writer) throws IOException {
        return new ObjectMapper().readTree(writer.toBytes(new CallEvent.Success(success)));
    }
}
