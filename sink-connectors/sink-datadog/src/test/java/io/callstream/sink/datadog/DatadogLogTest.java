package io.callstream.sink.datadog;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.callstream.events.SuccessEvent;
import io.callstream.sink.CallEvent;
import io.callstream.sink.Delivery;
import io.callstream.sink.testkit.Fixtures;
import io.callstream.sink.testkit.OpenSink;
import io.callstream.testing.events.SampleCall;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a log says, and what becomes of one that is too large. */
class DatadogLogTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    Path directory;

    private final DatadogHarness harness = DatadogHarness.logs();
    private OpenSink<DatadogSinkConfig> sink;

    @BeforeEach
    void open() {
        sink = OpenSink.of(harness, directory);
    }

    @AfterEach
    void close() {
        sink.close();
        harness.close();
    }

    @Test
    void aCallIsALogThatLitellmsReadersKnow() throws Exception {
        JsonNode log = logged(Fixtures.success(1));
        JsonNode message = JSON.readTree(log.path("message").asText());

        assertThat(log.path("status").asText()).isEqualTo("info");
        assertThat(log.path("service").asText()).isEqualTo("Shop Gateway");
        assertThat(log.path("ddsource").asText()).isEqualTo("callstream");
        assertThat(log.path("ddtags").asText())
                .isEqualTo(
                        "service:Shop_Gateway,team:shop,tier:gold,request_tag:sample,request_tag:streamed,team:team-1");
        assertThat(log.path("timestamp").asLong())
                .isEqualTo(Fixtures.success(1).eventTime().toEpochMilli());
        assertThat(message.path("status").asText()).isEqualTo("success");
        assertThat(message.path("messages").isArray()).isTrue();
        assertThat(message.path("response_cost").asDouble()).isPositive();
    }

    @Test
    void aFailureIsAnError() throws Exception {
        JsonNode log = logged(Fixtures.failure(4));

        assertThat(log.path("status").asText()).isEqualTo("error");
        assertThat(JSON.readTree(log.path("message").asText()).path("error_str").asText())
                .contains("rate");
    }

    @Test
    void requestsAreCompressed() {
        logged(Fixtures.success(2));

        assertThat(harness.destination().requests())
                .allMatch(request -> request.header("content-encoding").equals("gzip"));
    }

    @Test
    void whatWasSaidIsShortenedBeforeDatadogCutsIt() throws Exception {
        JsonNode log = logged(large(3, 1_200_000));

        JsonNode message = JSON.readTree(log.path("message").asText());
        assertThat(message.at("/messages/0/content").asText()).startsWith("x").endsWith("…");
        assertThat(message.path("model").isTextual()).isTrue();
    }

    @Test
    void aBatchAboveTheLimitIsRefusedBeforeItIsSent() {
        List<CallEvent> batch =
                IntStream.range(0, 7).mapToObj(n -> large(n, 800_000)).toList();

        assertThat(sink.deliver(batch)).isInstanceOf(Delivery.Rejected.class);
        assertThat(sink.deliver(batch.subList(0, 4))).isEqualTo(Delivery.delivered());
        assertThat(harness.destination().requests()).hasSize(1);
    }

    private static CallEvent large(int number, int size) {
        SuccessEvent event = SampleCall.number(number).success();
        event.setRequestBody("{\"messages\":[{\"role\":\"user\",\"content\":\"" + "x".repeat(size) + "\"}]}");
        return new CallEvent.Success(event);
    }

    private JsonNode logged(CallEvent event) {
        sink.deliverAll(List.of(event));
        return harness.entries().iterator().next();
    }
}
