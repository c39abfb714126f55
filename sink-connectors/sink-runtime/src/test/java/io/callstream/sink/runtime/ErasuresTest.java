package io.callstream.sink.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.callstream.events.ErasureEvent;
import io.callstream.events.ErasureReport;
import io.callstream.events.EventKind;
import io.callstream.events.SuccessEvent;
import io.callstream.settings.Environment;
import io.callstream.sink.Delivery;
import io.callstream.sink.runtime.catalogue.SinkCatalogue;
import io.callstream.testing.events.SampleCall;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Nothing of an erased subject is sent, and what was stored of it is removed and reported. */
class ErasuresTest extends StackTest {
    private static final String ANN = "ann-7251";

    private final ErasingTestSink.Destination erasing = ErasingTestSink.Destination.named(name);

    @BeforeEach
    void makeTopicsOfErasures() throws Exception {
        stack.remakeErasures();
    }

    @Test
    void whatWasStoredIsRemovedAndReported() throws Exception {
        String anns = publish(1, ANN);
        String bobs = publish(2, "bob");
        try (SinkRunner runner = start()) {
            await().atMost(SOON).until(() -> erasing.callIds().containsAll(List.of(anns, bobs)));

            stack.erase(request("e1", "end_user", ANN));

            await().atMost(SOON)
                    .untilAsserted(() -> assertThat(erasing.callIds()).containsExactly(bobs));
            await().atMost(SOON).untilAsserted(() -> assertThat(stack.reports()).hasSize(1));
            ErasureReport report = stack.reports().get(0);
            assertThat(report.getReportId()).isEqualTo("e1:erasing");
            assertThat(report.getPlaces()).singleElement().satisfies(place -> {
                assertThat(place.getPlace()).isEqualTo("list");
                assertThat(place.getRemoved()).isEqualTo(1);
                assertThat(place.getRemains()).isNull();
            });
        }
    }

    @Test
    void whatArrivesAfterwardsIsLeftOutAndCounted() throws Exception {
        stack.erase(request("e2", "end_user", ANN));
        publish(3, ANN);
        String bobs = publish(4, "bob");

        try (SinkRunner runner = start()) {
            await().atMost(SOON).until(() -> erasing.callIds().contains(bobs));
            publish(5, ANN);
            await().atMost(SOON)
                    .untilAsserted(() -> assertThat(get(runner, "/metrics").body())
                            .contains("callstream_sink_erased_total{sink=\"erasing\"} 2.0"));

            assertThat(erasing.callIds()).containsExactly(bobs);
            await().atMost(SOON).until(() -> stack.committed("erasing") == 3);
        }
    }

    @Test
    void anEventThatWaitsForItsDestinationIsNotSentAnyMore() throws Exception {
        erasing.answer = batch -> Delivery.retry("http_503");
        publish(6, ANN);
        String bobs = publish(7, "bob");
        try (SinkRunner runner = start()) {
            await().atMost(SOON).until(() -> runner.status().retries() > 0);
            stack.erase(request("e3", "end_user", ANN));
            await().atMost(SOON).until(() -> erasing.removals.contains("e3"));

            erasing.answer = batch -> Delivery.delivered();

            await().atMost(SOON)
                    .untilAsserted(() -> assertThat(erasing.callIds()).containsExactly(bobs));
            await().atMost(SOON).until(() -> stack.committed("erasing") == 2);
            assertThat(erasing.callIds()).containsExactly(bobs);
        }
    }

    @Test
    void aRequestThatOutlastsTheRemovalMakesItRunAgain() throws Exception {
        CountDownLatch removed = new CountDownLatch(1);
        CountDownLatch sending = new CountDownLatch(1);
        erasing.answer = batch -> {
            sending.countDown();
            return awaited(removed);
        };
        publish(8, ANN);
        try (SinkRunner runner = start()) {
            sending.await();
            stack.erase(request("e4", "end_user", ANN));
            await().atMost(SOON).until(() -> erasing.removals.size() == 1);

            removed.countDown();

            await().atMost(SOON).until(() -> erasing.removals.size() == 2);
            assertThat(erasing.stored).isEmpty();
            await().atMost(SOON)
                    .untilAsserted(() -> assertThat(stack.reports())
                            .singleElement()
                            .satisfies(report -> assertThat(
                                            report.getPlaces().get(0).getRemoved())
                                    .isEqualTo(1)));
        }
    }

    @Test
    void aDestinationThatIsAwayRemovesLater() throws Exception {
        erasing.answerToErasures = erasure -> Delivery.retry("http_503");
        publish(9, ANN);
        try (SinkRunner runner = start()) {
            await().atMost(SOON).until(() -> erasing.stored.size() == 1);
            stack.erase(request("e5", "end_user", ANN));
            await().atMost(SOON)
                    .until(() -> runner.statuses().get("erasing.erasures").retries() > 1);
            assertThat(stack.reports()).isEmpty();

            erasing.answerToErasures = erasure -> Delivery.delivered();

            await().atMost(SOON).untilAsserted(() -> assertThat(stack.reports()).hasSize(1));
            assertThat(erasing.stored).isEmpty();
        }
    }

    @Test
    void aRemovalThatIsRefusedIsReportedAndKeepsNoLetter() throws Exception {
        erasing.answerToErasures = erasure -> Delivery.rejected("http_400");
        try (SinkRunner runner = start()) {
            stack.erase(request("e6", "key", "k-hash"));

            await().atMost(SOON)
                    .untilAsserted(() -> assertThat(stack.reports())
                            .singleElement()
                            .satisfies(report -> assertThat(
                                            report.getPlaces().get(0).getRemains())
                                    .contains("http_400")));
            assertThat(runner.statuses().get("erasing.erasures").counts().deadLettered())
                    .isZero();
        }
    }

    private static Delivery awaited(CountDownLatch latch) {
        try {
            latch.await();
            return Delivery.delivered();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Delivery.retry("interrupted");
        }
    }

    private String publish(int number, String endUser) {
        SuccessEvent call = SampleCall.number(number).success();
        call.setEndUser(endUser);
        stack.publish(EventKind.SUCCESS, call.getCallId(), call);
        return call.getCallId();
    }

    private static ErasureEvent request(String id, String kind, String subject) {
        return ErasureEvent.newBuilder()
                .setErasureId(id)
                .setRequestedAt(Instant.parse("2026-11-26T12:00:00Z"))
                .setSubjectKind(kind)
                .setSubject(subject)
                .build();
    }

    private SinkRunner start() {
        String yaml =
                stack.config("  erasures: {known_within: 2s}\n  sinks:\n    erasing: {destination: " + name + "}\n");
        return SinkRunner.start(new SinkRunnerOptions(
                "erasing",
                SinkCatalogue.of(TestRunner.class.getClassLoader()),
                TestRunner.parse(yaml),
                Environment.of(Map.of()),
                folder,
                Optional.of(new InetSocketAddress("127.0.0.1", 0)),
                Clock.systemUTC(),
                new Random(1)));
    }
}
