package io.callstream.sink.langfuse;

import static org.assertj.core.api.Assertions.assertThat;

import io.callstream.events.erasure.SubjectKind;
import io.callstream.sink.CallEvent;
import io.callstream.sink.testkit.ErasureContractTest;
import io.callstream.sink.testkit.ErasureHarness;
import io.callstream.sink.testkit.OpenErasureSink;
import io.callstream.sink.testkit.SubjectsCalls;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LangfuseErasureContractTest extends ErasureContractTest<LangfuseSinkConfig> {
    private static final String SOMEBODY = "somebody-7f3a";

    @Override
    protected ErasureHarness<LangfuseSinkConfig> newHarness() {
        return LangfuseHarness.start();
    }

    @Test
    void aTraceThatHoldsSomethingElseIsReportedAndLeft() {
        SubjectsCalls calls = SubjectsCalls.of(SubjectKind.END_USER, SOMEBODY);
        calls.events().stream()
                .filter(event ->
                        List.of(SubjectsCalls.id(5), SubjectsCalls.id(6)).contains(event.callId()))
                .forEach(event -> join(event, "a trace of two"));
        store(calls.events());
        try (OpenErasureSink sink = open()) {
            sink.erase(calls.erasure());
            assertThat(sink.outcomes()).singleElement().satisfies(outcome -> {
                assertThat(outcome.removed()).isEqualTo(2);
                assertThat(outcome.remains())
                        .hasValueSatisfying(why -> assertThat(why).startsWith("1 traces"));
            });
        }
        assertThat(harness().arrived())
                .containsAll(ids(taken(calls.ofOthers())))
                .hasSize(taken(calls.events()).size() - 2);
    }

    @Test
    void aServerOfVersionThreeIsAskedInItsWay() {
        SubjectsCalls calls = SubjectsCalls.of(SubjectKind.USER, SOMEBODY);
        store(calls.events());
        traces().versionThree();
        try (OpenErasureSink sink = open()) {
            sink.erase(calls.erasure());
            assertThat(removed(sink.outcomes())).isEqualTo(3);
        }
        harness().assertArrived(ids(taken(calls.ofOthers())));
    }

    /** It would give everybody's observations. */
    @Test
    void aServerThatPassesOverTheFilterLosesNothing() {
        SubjectsCalls calls = SubjectsCalls.of(SubjectKind.KEY, SOMEBODY);
        store(calls.events());
        traces().passOverFilters();
        try (OpenErasureSink sink = open()) {
            sink.erase(calls.erasure());
            assertThat(sink.outcomes())
                    .singleElement()
                    .satisfies(outcome -> assertThat(outcome.remains()).isPresent());
        }
        harness().assertArrived(ids(taken(calls.events())));
    }

    @Test
    void aTraceThatIsDeletedInTheBackgroundIsCountedOnce() {
        SubjectsCalls calls = SubjectsCalls.of(SubjectKind.END_USER, SOMEBODY);
        store(calls.events());
        traces().deleteLater();
        try (OpenErasureSink sink = open()) {
            sink.erase(calls.erasure());
            assertThat(removed(sink.outcomes())).isEqualTo(3);
            sink.erase(calls.erasure());
            assertThat(removed(sink.outcomes())).isZero();
        }
    }

    /** Else a caller could have others' traces erased, or keep its own. */
    @Test
    void callersCannotSayWhoseACallIs() {
        SubjectsCalls calls = SubjectsCalls.of(SubjectKind.END_USER, SOMEBODY);
        calls.ofOthers().stream()
                .filter(event -> event.kind().terminal())
                .forEach(event ->
                        SubjectsCalls.set(event, "metadata", Map.of("callstream_end_user", SOMEBODY, "call_id", "x")));
        store(calls.events());
        try (OpenErasureSink sink = open()) {
            sink.erase(calls.erasure());
        }
        harness().assertArrived(ids(taken(calls.ofOthers())));
    }

    private FakeTraces traces() {
        return ((LangfuseHarness) harness()).langfuse().traces();
    }

    private static void join(CallEvent event, String trace) {
        if (event.kind().terminal()) {
            SubjectsCalls.set(event, "metadata", Map.of("trace_id", trace));
        }
    }
}
