package io.callstream.sink.slack;

import static org.assertj.core.api.Assertions.assertThat;

import io.callstream.events.FailureEvent;
import io.callstream.sink.CallEvent;
import io.callstream.sink.Delivery;
import io.callstream.sink.testkit.Fixtures;
import io.callstream.sink.testkit.OpenSink;
import io.callstream.testing.events.SampleCall;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SlackSinkTest {
    @TempDir
    Path directory;

    private final SlackHarness harness = SlackHarness.start();
    private OpenSink<SlackSinkConfig> sink;

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
    void theFirstOfAKindIsToldAndTheRestCounted() {
        assertThat(sink.deliver(failures(0, 5))).isEqualTo(Delivery.delivered());
        assertThat(words()).hasSize(1);
        assertThat(words().get(0))
                .contains("RATE_LIMITED")
                .contains("`gpt-4o-mini`")
                .contains("`openai`");
        sink.clock().advance(Duration.ofSeconds(31));
        assertThat(sink.deliver(List.of(Fixtures.success(0)))).isEqualTo(Delivery.delivered());
        assertThat(words()).hasSize(2);
        assertThat(words().get(1)).contains("4 more failed calls").contains("4 × *RATE_LIMITED*");
    }

    @Test
    void aSecondKindWithinASecondWaitsForIt() {
        sink.deliver(failures(0, 1));
        List<CallEvent> other = List.of(failed(1, "PROVIDER_TIMEOUT", "gpt-4o"));
        assertThat(sink.deliver(other)).isEqualTo(Delivery.retryAfter(Duration.ofSeconds(1), "one_message_a_second"));
        sink.clock().advance(Duration.ofSeconds(1));
        assertThat(sink.deliver(other)).isEqualTo(Delivery.delivered());
        assertThat(harness.told()).isEqualTo(2);
    }

    @Test
    void manyKindsAtOnceAreOneMessageWithinSlacksLimits() {
        List<CallEvent> many = IntStream.range(0, 40)
                .mapToObj(number -> failed(number, "PROVIDER_ERROR", "model-" + number + "<&>".repeat(200)))
                .toList();
        assertThat(sink.deliver(many)).isEqualTo(Delivery.delivered());
        assertThat(words()).hasSize(1);
        assertThat(words().get(0)).contains("&lt;&amp;&gt;").doesNotContain("<");
    }

    @Test
    void namesThatClientsMakeUpAreOneKind() {
        List<CallEvent> probes = IntStream.range(0, 20)
                .mapToObj(number -> {
                    FailureEvent failure = failure(number, "MODEL_NOT_FOUND", "made-up-" + number);
                    failure.setProvider(null);
                    return (CallEvent) new CallEvent.Failure(failure);
                })
                .toList();
        sink.deliver(probes);
        assertThat(words()).hasSize(1);
        assertThat(words().get(0)).contains("MODEL_NOT_FOUND");
    }

    @Test
    void oldFailuresAreOnlyCounted() {
        sink.clock().advance(Duration.ofHours(1));
        sink.deliver(failures(0, 7));
        assertThat(words()).isEmpty();
        sink.clock().advance(Duration.ofSeconds(31));
        sink.deliver(failures(7, 8));
        assertThat(words()).hasSize(1);
        assertThat(words().get(0)).contains("7 more failed calls");
    }

    @Test
    void aRefusedProviderKeyStandsOut() {
        sink.deliver(List.of(failed(0, "PROVIDER_TIMEOUT", "gpt-4o"), failed(1, "PROVIDER_AUTHENTICATION", "gpt-4o")));
        assertThat(words().get(0))
                .contains("refuses our API key")
                .containsSubsequence("until its key is replaced", "PROVIDER_TIMEOUT");
    }

    @Test
    void blocksThatSlackRefusesAreSaidPlainly() {
        harness.slack().refuseBlocks();
        assertThat(sink.deliver(failures(0, 1))).isEqualTo(Delivery.delivered());
        assertThat(harness.slack().messages().get(0).has("blocks")).isFalse();
    }

    @Test
    void whatSlackRefusesTwiceIsRejected() {
        harness.slack().refuseAll();
        assertThat(sink.deliver(failures(0, 1))).isEqualTo(Delivery.rejected("http_400"));
        assertThat(harness.destination().requests()).hasSize(2);
    }

    @Test
    void whatWasCountedIsToldAfterAKill() {
        sink.deliver(failures(0, 4));
        try (OpenSink<SlackSinkConfig> next = OpenSink.of(harness, directory)) {
            next.clock().advance(Duration.ofSeconds(31));
            next.deliverAll(List.of(Fixtures.success(0)));
            assertThat(words().get(1)).contains("3 more failed calls").contains("3 × *RATE_LIMITED*");
        }
    }

    @Test
    void aKindThatWasToldIsNoNewsAfterAKill() {
        sink.deliver(failures(0, 1));
        try (OpenSink<SlackSinkConfig> next = OpenSink.of(harness, directory)) {
            next.deliverAll(failures(1, 2));
            assertThat(words()).hasSize(1);
        }
        assertThat(words().get(1)).contains("1 more failed call");
    }

    @Test
    void countsThatCannotBeReadBeginAnew() throws IOException {
        Path broken = Files.createDirectories(directory.resolve("broken"));
        Files.writeString(broken.resolve("counts.json"), "{\"digest\":[{\"first\":\"yesterday\"}]}");
        try (OpenSink<SlackSinkConfig> next = OpenSink.of(harness, broken)) {
            next.deliverAll(failures(0, 1));
        }
        assertThat(harness.told()).isEqualTo(1);
    }

    @Test
    void withoutAPlaceToWriteTheSinkWorksAsWell() throws IOException {
        Path file = Files.writeString(directory.resolve("a file"), "and no directory");
        try (OpenSink<SlackSinkConfig> next = OpenSink.of(harness, file)) {
            next.deliverAll(failures(0, 3));
        }
        assertThat(harness.told()).isEqualTo(3);
    }

    @Test
    void closingTellsWhatWasCounted() {
        sink.deliver(failures(0, 3));
        sink.close();
        assertThat(harness.told()).isEqualTo(3);
    }

    private List<String> words() {
        return harness.slack().messages().stream().map(FakeSlack::words).toList();
    }

    private static List<CallEvent> failures(int from, int to) {
        return IntStream.range(from, to).mapToObj(Fixtures::failure).toList();
    }

    private static CallEvent failed(int number, String code, String modelGroup) {
        return new CallEvent.Failure(failure(number, code, modelGroup));
    }

    private static FailureEvent failure(int number, String code, String modelGroup) {
        FailureEvent failure = SampleCall.number(number).failure();
        failure.setErrorCode(code);
        failure.setModelGroup(modelGroup);
        return failure;
    }
}
