package io.callstream.sink.s3;

import static org.assertj.core.api.Assertions.assertThat;

import io.callstream.events.erasure.SubjectKind;
import io.callstream.sink.CallEvent;
import io.callstream.sink.testkit.ErasureContractTest;
import io.callstream.sink.testkit.ErasureHarness;
import io.callstream.sink.testkit.Fixtures;
import io.callstream.sink.testkit.OpenErasureSink;
import io.callstream.sink.testkit.OpenSink;
import io.callstream.sink.testkit.SubjectsCalls;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class S3ErasureContractTest extends ErasureContractTest<S3SinkConfig> {
    private static final String SOMEBODY = "somebody-7f3a";

    @TempDir
    Path folder;

    @Override
    protected ErasureHarness<S3SinkConfig> newHarness() {
        return S3Harness.with(Map.of());
    }

    @Test
    void whatOthersPutUnderThePrefixIsNotTouched() {
        FakeS3 store = ((S3Harness) harness()).store();
        SubjectsCalls calls = SubjectsCalls.of(SubjectKind.END_USER, SOMEBODY);
        store(calls.events());
        store.put("raw/llm calls/success/date=2026-11-20/mine.jsonl", "{\"end_user\":\"" + SOMEBODY + "\"}");
        try (OpenErasureSink sink = open()) {
            sink.erase(calls.erasure());
        }
        assertThat(store.objects()).containsKey("raw/llm calls/success/date=2026-11-20/mine.jsonl");
    }

    @Test
    void anObjectOfTheSubjectAloneIsRemoved() {
        FakeS3 store = ((S3Harness) harness()).store();
        List<CallEvent> story = SubjectsCalls.story(3);
        store(story);
        try (OpenErasureSink sink = open()) {
            sink.erase(Fixtures.erasure(SubjectKind.CALL, SubjectsCalls.id(3)));
        }
        assertThat(store.objects()).isEmpty();
    }

    @Test
    void aBucketThatKeepsVersionsIsReported() {
        SubjectsCalls calls = SubjectsCalls.of(SubjectKind.USER, SOMEBODY);
        store(calls.events());
        ((S3Harness) harness()).store().keepVersions();
        try (OpenErasureSink sink = open()) {
            sink.erase(calls.erasure());
            assertThat(sink.outcomes())
                    .singleElement()
                    .satisfies(outcome -> assertThat(outcome.remains())
                            .hasValueSatisfying(why -> assertThat(why).contains("old versions")));
        }
    }

    /** The id of a call says its time: what is older is not even listed. */
    @Test
    void ofOneCallOnlyTheDaysSinceItAreRead() {
        FakeS3 store = ((S3Harness) harness()).store();
        List<CallEvent> old = SubjectsCalls.story(4);
        old.forEach(event ->
                SubjectsCalls.set(event, "event_time", event.eventTime().minus(Duration.ofDays(40))));
        store(old);
        Set<String> before = store.objects().keySet();
        store(SubjectsCalls.story(3));
        try (OpenErasureSink sink = open()) {
            sink.erase(Fixtures.erasure(SubjectKind.CALL, SubjectsCalls.id(3)));
        }
        assertThat(store.objects().keySet()).isEqualTo(before);
        assertThat(store.listed()).doesNotContainAnyElementsOf(before);
    }

    @Test
    void objectsOfColumnsAreWrittenAnew() {
        SubjectsCalls calls = SubjectsCalls.of(SubjectKind.KEY, SOMEBODY);
        try (S3Harness parquet = S3Harness.with(Map.of("format", "parquet"));
                OpenSink<S3SinkConfig> sink = OpenSink.of(parquet, folder.resolve("own"));
                OpenErasureSink erasures = OpenErasureSink.of(parquet, folder.resolve("erasures"))) {
            sink.deliverAll(calls.events());
            erasures.erase(calls.erasure());
            assertThat(removed(erasures.outcomes()))
                    .isEqualTo(calls.ofTheSubject().size());
            erasures.erase(calls.erasure());
            assertThat(removed(erasures.outcomes())).isZero();
        }
    }
}
