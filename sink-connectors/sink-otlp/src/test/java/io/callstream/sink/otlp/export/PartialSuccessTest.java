package io.callstream.sink.otlp.export;

import static org.assertj.core.api.Assertions.assertThat;

import io.callstream.sink.Delivery;
import io.callstream.sink.http.Answer;
import io.callstream.sink.http.StatusTable;
import io.opentelemetry.proto.collector.trace.v1.ExportTracePartialSuccess;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceResponse;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PartialSuccessTest {
    private static final Set<String> SENT = Set.of("a", "b", "c");

    private final Map<String, Long> counters = new HashMap<>();

    @Test
    void anAnswerThatRefusesNothingIsDelivered() {
        assertThat(verdict(PartialSuccess.Some.COUNT, protobuf(0))).isEqualTo(Delivery.delivered());
        assertThat(counters).isEmpty();
    }

    @Test
    void someThatAreRefusedAreCountedAndNotSentAgain() {
        assertThat(verdict(PartialSuccess.Some.COUNT, protobuf(2))).isEqualTo(Delivery.delivered());
        assertThat(counters).containsExactly(Map.entry("rejected_spans", 2L));
    }

    @Test
    void someThatAreRefusedAreLookedForOnRequest() {
        assertThat(verdict(PartialSuccess.Some.FIND, protobuf(2))).isEqualTo(Delivery.rejected("spans_rejected"));
    }

    @Test
    void ifAllAreRefusedEachIsADeadLetter() {
        assertThat(verdict(PartialSuccess.Some.COUNT, protobuf(3)))
                .isEqualTo(new Delivery.Partial(
                        Map.of("a", "spans_rejected", "b", "spans_rejected", "c", "spans_rejected"),
                        Set.of(),
                        Optional.empty()));
    }

    @Test
    void answersInJsonAreRead() {
        String partial = "{\"partialSuccess\":{\"rejectedSpans\":\"2\",\"errorMessage\":\"too old\"}}";
        assertThat(verdict(
                        PartialSuccess.Some.FIND, answer("application/json", partial.getBytes(StandardCharsets.UTF_8))))
                .isEqualTo(Delivery.rejected("spans_rejected"));
    }

    @Test
    void anAnswerThatCannotBeReadIsTakenByItsStatus() {
        byte[] noise = {-1, -1, -1};
        assertThat(verdict(PartialSuccess.Some.FIND, answer("application/x-protobuf", noise)))
                .isEqualTo(Delivery.delivered());
        assertThat(verdict(PartialSuccess.Some.FIND, answer("text/html", noise)))
                .isEqualTo(Delivery.delivered());
    }

    private Delivery verdict(PartialSuccess.Some some, Answer answer) {
        return new PartialSuccess(
                        StatusTable.standard(), some, (name, amount) -> counters.merge(name, amount, Long::sum))
                .of(answer, SENT);
    }

    private static Answer protobuf(long rejected) {
        return answer(
                "application/x-protobuf",
                ExportTraceServiceResponse.newBuilder()
                        .setPartialSuccess(ExportTracePartialSuccess.newBuilder()
                                .setRejectedSpans(rejected)
                                .setErrorMessage("why"))
                        .build()
                        .toByteArray());
    }

    private static Answer answer(String contentType, byte[] body) {
        return new Answer.Replied(200, Optional.empty(), Map.of("content-type", contentType), body);
    }
}
