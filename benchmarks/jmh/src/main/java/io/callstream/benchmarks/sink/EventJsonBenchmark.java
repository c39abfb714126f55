package io.callstream.benchmarks.sink;

import com.fasterxml.jackson.databind.JsonNode;
import io.callstream.events.EventKind;
import io.callstream.events.SuccessEvent;
import io.callstream.events.codec.EventEncoder;
import io.callstream.sink.CallEvent;
import io.callstream.sink.json.EventJson;
import io.callstream.sink.json.JsonReader;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificData;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** An event as JSON, its bodies judged and passed on; and one body as a tree. */
@SuppressWarnings("NullAway.Init") // JMH calls the set-up method
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class EventJsonBenchmark {
    /** Messages of the conversation, 300 bytes each. */
    @Param({"4", "64"})
    private int messages;

    /** Vouches to Avro for the classes of events, as whoever reads them does. */
    private final EventEncoder encoder = new EventEncoder();

    private final EventJson json = EventJson.complete();
    private CallEvent event;
    private String request;

    @Setup
    public void makeEvent() {
        String message = "{\"role\":\"user\",\"content\":\"" + "Tell me of \\\"streams\\\", in Zürich.\\n".repeat(8)
                + "\",\"weight\":0.75,\"index\":12,\"cached\":false}";
        request = "{\"model\":\"gpt-4o-mini\",\"temperature\":0.2,\"messages\":[" + (message + ",").repeat(messages - 1)
                + message + "]}";
        SuccessEvent success = new SuccessEvent();
        for (Schema.Field field : success.getSchema().getFields()) {
            if (field.hasDefaultValue()) {
                success.put(field.pos(), SpecificData.get().getDefaultValue(field));
            }
        }
        success.setCallId("01900000-0000-7000-8000-000000000001");
        success.setEventId("01900000-0000-7000-8000-000000000001:success");
        success.setGatewayId("gw-0123456789");
        success.setTraceId("0190000000007000800000000000abcd");
        success.setSpanId("8000000000000001");
        success.setCallType("chat_completion");
        success.setEventTime(Instant.EPOCH);
        success.setStartedAt(Instant.EPOCH);
        success.setRequestBody(request);
        success.setResponseBody(request);
        event = new CallEvent.Success(success);
        System.out.println(request.length() + " B of body, twice in an event of "
                + encoder.body(EventKind.SUCCESS, success).length + " B");
    }

    @Benchmark
    public byte[] eventAsJson() {
        return json.toBytes(event);
    }

    @Benchmark
    public Optional<JsonNode> bodyAsTree() {
        return JsonReader.tree(request);
    }
}
