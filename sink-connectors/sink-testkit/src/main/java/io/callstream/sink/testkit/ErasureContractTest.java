package io.callstream.sink.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.callstream.events.erasure.SubjectKind;
import io.callstream.sink.CallEvent;
import io.callstream.sink.Delivery;
import io.callstream.sink.ErasureOutcome;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What a sink that removes what it stored must do, beside {@link SinkContractTest}.
 *
 * @param <C> the sink's configuration
 */
public abstract class ErasureContractTest<C> {
    private static final String SOMEBODY = "somebody-7f3a";

    @TempDir
    Path directory;

    private ErasureHarness<C> harness;

    protected abstract ErasureHarness<C> newHarness() throws Exception;

    @BeforeEach
    void startDestination() throws Exception {
        harness = newHarness();
        harness.start(directory.resolve("destination"));
    }

    @AfterEach
    void stopDestination() {
        harness.close();
    }

    /** The destination of the running test. */
    protected final ErasureHarness<C> harness() {
        return harness;
    }

    protected final OpenErasureSink open() {
        return OpenErasureSink.of(harness, directory.resolve("erasures"));
    }

    protected final OpenSink<C> openForCalls() {
        return OpenSink.of(harness, directory.resolve("sink"));
    }

    private OpenErasureSink openBeforeAnOutage() {
        return harness.outagesTakeTheTimeout()
                ? OpenErasureSink.impatient(harness, directory.resolve("erasures"))
                : open();
    }

    @ParameterizedTest
    @EnumSource(SubjectKind.class)
    void onlyTheCallsOfTheSubjectGo(SubjectKind kind) {
        SubjectsCalls calls = SubjectsCalls.of(kind, SOMEBODY);
        store(calls.events());
        try (OpenErasureSink sink = open()) {
            sink.erase(calls.erasure());
            assertThat(removed(sink.outcomes()))
                    .isEqualTo(taken(calls.ofTheSubject()).size());
        }
        harness.assertArrived(ids(taken(calls.ofOthers())));
        assertThat(harness.everything()).doesNotContain(calls.subject());
    }

    @Test
    void whatIsRemovedAgainIsGoneAlready() {
        SubjectsCalls calls = SubjectsCalls.of(SubjectKind.END_USER, SOMEBODY);
        store(calls.events());
        try (OpenErasureSink sink = open()) {
            sink.erase(calls.erasure());
            Object once = harness.state();
            sink.outcomes();
            sink.erase(calls.erasure());
            assertThat(removed(sink.outcomes())).isZero();
            assertThat(harness.state()).isEqualTo(once);
        }
    }

    @ParameterizedTest
    @EnumSource(SubjectKind.class)
    void aSubjectOfWhomNothingIsStoredIsReportedWithNothing(SubjectKind kind) {
        SubjectsCalls calls = SubjectsCalls.of(kind, SOMEBODY);
        store(calls.ofOthers());
        Object before = harness.state();
        try (OpenErasureSink sink = open()) {
            sink.erase(calls.erasure());
            assertThat(sink.outcomes()).isNotEmpty().allSatisfy(outcome -> {
                assertThat(outcome.removed()).isZero();
                assertThat(outcome.remains()).isEmpty();
            });
        }
        assertThat(harness.state()).isEqualTo(before);
    }

    /** Names that look alike to a database, a pattern, or a parser are still others'. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "o'brien\\%_\"; DROP TABLE calls; --",
                "anna",
                "Zoë \uD83D\uDE00, (a) & b=c|d.e:f/g?h#i*+{\"x\":1}",
                "<a>&amp;]]>\t\n",
            })
    void aNameIsOnlyItself(String name) {
        List<String> alike = List.of(
                name + " ",
                " " + name,
                name.toUpperCase(Locale.ROOT) + "X",
                "x" + name,
                name.replace('%', 'x') + "%",
                "%");
        List<CallEvent> others = Fixtures.stories(alike.size());
        for (int call = 0; call < alike.size(); call++) {
            SubjectsCalls.give(others, SubjectsCalls.id(call), SubjectKind.END_USER, alike.get(call));
        }
        List<CallEvent> own = SubjectsCalls.story(20);
        SubjectsCalls.give(own, SubjectsCalls.id(20), SubjectKind.END_USER, name);
        store(others);
        store(own);
        try (OpenErasureSink sink = open()) {
            sink.erase(Fixtures.erasure(SubjectKind.END_USER, name));
        }
        harness.assertArrived(ids(taken(others)));
    }

    /** What a destination cannot store of a name, or not whole, is found by what it stored in place of it. */
    @ParameterizedTest
    @ValueSource(strings = {"nul\0inside", "half \uD83D a character", "long"})
    void aNameThatWasStoredInAnotherFormIsFound(String said) {
        String name = said.equals("long") ? "n".repeat(20_000) : said;
        SubjectsCalls calls = SubjectsCalls.of(SubjectKind.END_USER, name);
        store(calls.events());
        try (OpenErasureSink sink = open()) {
            sink.erase(calls.erasure());
        }
        harness.assertArrived(ids(taken(calls.ofOthers())));
    }

    @Test
    void anOutageIsWaitedFor() {
        SubjectsCalls calls = SubjectsCalls.of(SubjectKind.END_USER, SOMEBODY);
        store(calls.events());
        try (OpenErasureSink sink = openBeforeAnOutage()) {
            inflict(Fault.OUTAGE);
            assertThat(sink.deliver(calls.erasure())).isInstanceOf(Delivery.RetryAfter.class);
            harness.heal();
            sink.erase(calls.erasure());
            assertThat(removed(sink.outcomes()))
                    .isEqualTo(taken(calls.ofTheSubject()).size());
        }
        harness.assertArrived(ids(taken(calls.ofOthers())));
    }

    @Test
    void theWaitThatABusyDestinationAsksForIsPassedOn() {
        try (OpenErasureSink sink = open()) {
            inflict(Fault.BUSY);
            assertThat(sink.deliver(Fixtures.erasure(SubjectKind.END_USER, SOMEBODY)))
                    .isInstanceOfSatisfying(
                            Delivery.RetryAfter.class,
                            later -> assertThat(later.delay()).contains(Fault.BUSY_FOR));
        }
    }

    @Test
    void aRevokedKeyHoldsUntilItWorksAgain() {
        SubjectsCalls calls = SubjectsCalls.of(SubjectKind.USER, SOMEBODY);
        store(calls.events());
        try (OpenErasureSink sink = open()) {
            inflict(Fault.KEY_REVOKED);
            assertThat(sink.deliver(calls.erasure())).isInstanceOf(Delivery.Hold.class);
            harness.heal();
            sink.erase(calls.erasure());
        }
        harness.assertArrived(ids(taken(calls.ofOthers())));
    }

    @ParameterizedTest
    @EnumSource(names = {"SLOW", "CUT_OFF"})
    void anAnswerThatDoesNotComeIsAskedForAgain(Fault fault) {
        SubjectsCalls calls = SubjectsCalls.of(SubjectKind.END_USER, SOMEBODY);
        store(calls.events());
        try (OpenErasureSink sink = OpenErasureSink.impatient(harness, directory.resolve("erasures"))) {
            inflict(fault);
            assertThat(sink.deliver(calls.erasure())).isInstanceOf(Delivery.RetryAfter.class);
            harness.heal();
        }
        try (OpenErasureSink sink = open()) {
            sink.erase(calls.erasure());
        }
        harness.assertArrived(ids(taken(calls.ofOthers())));
    }

    @Test
    void callsAreDeliveredBeforeAndAfterIt() {
        SubjectsCalls calls = SubjectsCalls.of(SubjectKind.END_USER, SOMEBODY);
        List<CallEvent> later = SubjectsCalls.story(30);
        try (OpenSink<C> sink = openForCalls();
                OpenErasureSink erasures = open()) {
            sink.deliverAll(calls.events());
            erasures.erase(calls.erasure());
            harness.assertArrived(ids(taken(calls.ofOthers())));
            sink.deliverAll(later);
        }
        Set<String> there = ids(taken(calls.ofOthers()));
        there.addAll(ids(taken(later)));
        harness.assertArrived(there);
    }

    /** The name is personal data. */
    @Test
    void nobodyIsNamedInLogsOutcomesAndVerdicts() {
        SubjectsCalls calls = SubjectsCalls.of(SubjectKind.END_USER, SOMEBODY);
        store(calls.events());
        try (CapturedLogs logs = CapturedLogs.begin();
                OpenErasureSink sink = openBeforeAnOutage()) {
            boolean shown = harness.inflict(Fault.OUTAGE);
            Delivery refused = sink.deliver(calls.erasure());
            harness.heal();
            sink.erase(calls.erasure());
            assertThat(refused.toString() + sink.outcomes() + logs.text())
                    .as("after " + (shown ? "an outage" : "one run"))
                    .doesNotContain(SOMEBODY);
        }
    }

    @Test
    void afterCloseNothingIsRemoved() {
        SubjectsCalls calls = SubjectsCalls.of(SubjectKind.END_USER, SOMEBODY);
        store(calls.events());
        OpenErasureSink sink = open();
        sink.close();
        assertThat(sink.deliver(calls.erasure())).isInstanceOf(Delivery.RetryAfter.class);
        assertThatCode(sink::close).doesNotThrowAnyException();
        harness.assertArrived(ids(taken(calls.events())));
    }

    @Test
    void noThreadIsLeftBehind() {
        Set<Long> before = Threads.ids();
        try (OpenErasureSink sink = open()) {
            sink.erase(Fixtures.erasure(SubjectKind.END_USER, SOMEBODY));
        }
        Threads.awaitEndOfThoseAfter(before);
    }

    /** By a sink of calls that is closed again: what is stored does not hang on who stored it. */
    protected final void store(List<CallEvent> events) {
        try (OpenSink<C> sink = openForCalls()) {
            sink.deliverAll(events);
        }
    }

    protected final List<CallEvent> taken(List<CallEvent> events) {
        return events.stream().filter(harness::takes).toList();
    }

    protected static Set<String> ids(List<CallEvent> events) {
        return events.stream().map(CallEvent::eventId).collect(Collectors.toSet());
    }

    protected static long removed(List<ErasureOutcome> outcomes) {
        assertThat(outcomes).extracting(ErasureOutcome::remains).containsOnly(Optional.empty());
        return outcomes.stream().mapToLong(ErasureOutcome::removed).sum();
    }

    private void inflict(Fault fault) {
        boolean shown = harness.inflict(fault);
        String reason = harness.unshown().getOrDefault(fault, "");
        assertThat(shown || !reason.isBlank())
                .as("the harness says why this is not tested")
                .isTrue();
        assumeThat(shown).as(reason).isTrue();
    }
}
