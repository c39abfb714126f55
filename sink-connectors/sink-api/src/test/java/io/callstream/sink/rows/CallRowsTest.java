package io.callstream.sink.rows;

import static org.assertj.core.api.Assertions.assertThat;

import io.callstream.events.ChunkEvent;
import io.callstream.sink.CallEvent;
import io.callstream.testing.events.SampleCall;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.avro.Schema;
import org.junit.jupiter.api.Test;

class CallRowsTest {
    private final SampleCall call = SampleCall.number(3);
    private final CallEvent preCall = new CallEvent.PreCall(call.preCall());
    private final CallEvent lost = new CallEvent.Failure(call.lost());
    private final CallEvent failure = new CallEvent.Failure(call.failure());
    private final CallEvent success = new CallEvent.Success(call.success());

    @Test
    void theEventThatSaysMostIsShown() {
        List<CallEvent> events = new ArrayList<>(List.of(preCall, lost, failure, success));
        Random random = new Random(5);
        for (int round = 0; round < 20; round++) {
            Collections.shuffle(events, random);
            assertThat(CallRows.latest(events)).containsExactly(success);
        }
        assertThat(CallRows.latest(List.of(failure, lost, preCall))).containsExactly(failure);
        assertThat(CallRows.latest(List.of(lost, preCall))).containsExactly(lost);
        assertThat(events.stream().map(CallRows::status)).containsOnly("started", "failure", "success");
    }

    @Test
    void rowsComeInTheOrderOfCallsAndChunksAndOnce() {
        List<CallEvent> batch = new ArrayList<>();
        for (int number = 0; number < 8; number++) {
            SampleCall.number(number).chunks().forEach(chunk -> batch.add(new CallEvent.Chunk(chunk)));
            batch.add(new CallEvent.Success(SampleCall.number(number).success()));
        }
        batch.addAll(List.copyOf(batch));
        Collections.shuffle(batch, new Random(6));
        assertThat(CallRows.latest(batch).stream().map(CallEvent::callId))
                .hasSize(8)
                .isSorted();
        assertThat(CallRows.chunks(batch)).hasSize(4 * SampleCall.CHUNKS);
        assertThat(CallRows.chunks(batch).stream()
                        .filter(chunk -> chunk.getCallId()
                                .equals(SampleCall.number(1).success().getCallId()))
                        .map(ChunkEvent::getChunkIndex))
                .isSorted();
    }

    @Test
    void everyColumnOfEitherEndIsThereOnce() {
        assertThat(CallRows.callColumns()).containsKeys("call_id", "finish_reason", "error_code", "retryable");
    }

    @Test
    void whoseCallAChunkIsOfStandsInTheCallsRow() {
        Set<String> fields = ChunkEvent.getClassSchema().getFields().stream()
                .map(Schema.Field::name)
                .collect(Collectors.toSet());

        assertThat(CallRows.chunkColumns()).doesNotContainKeys("user_id", "end_user");
        assertThat(CallRows.callColumns()).containsKeys("user_id", "end_user");
        fields.removeAll(Set.of("user_id", "end_user"));
        assertThat(CallRows.chunkColumns().keySet()).isEqualTo(fields);
    }
}
