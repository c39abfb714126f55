package io.callstream.recipes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.callstream.events.SuccessEvent;
import io.callstream.recipes.requestinfo.RequestInfoFactory;
import io.callstream.sink.CallEvent;
import io.callstream.sink.testkit.OpenSink;
import io.callstream.sink.testkit.SinkContractTest;
import io.callstream.sink.testkit.SinkHarness;
import io.callstream.testing.events.SampleCall;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RequestInfoTest extends SinkContractTest<Path> {
    private static final ObjectMapper JSON = new ObjectMapper();

    @Override
    protected SinkHarness<Path> newHarness() {
        return new LineHarness(
                new RequestInfoFactory(),
                CallEvent.Success.class::isInstance,
                line -> read(line).path("event_id").asText());
    }

    @Test
    void tellsWhoAskedAndWhichDeploymentAnswered() {
        SuccessEvent call = SampleCall.number(1).success();
        call.setClientIp("192.0.2.7");
        call.setRequestHeaders(Map.of("x-team", "search"));
        call.setDeploymentId("eu-1");
        call.setApiBase("https://eu.example.org/v1");
        call.setRetryCount(2);
        try (OpenSink<Path> sink = open()) {
            sink.deliverAll(List.of(new CallEvent.Success(call)));
        }
        JsonNode line = read(((LineHarness) harness()).lines().get(0));
        assertThat(line.at("/request/client_ip").asText()).isEqualTo("192.0.2.7");
        assertThat(line.at("/request/headers/x-team").asText()).isEqualTo("search");
        assertThat(line.at("/model/model_info_id").asText()).isEqualTo("eu-1");
        assertThat(line.at("/model/api_base").asText()).isEqualTo("https://eu.example.org/v1");
        assertThat(line.at("/model/tries").asInt()).isEqualTo(3);
    }

    private static JsonNode read(String line) {
        try {
            return JSON.readTree(line);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a line is no JSON", e);
        }
    }
}
