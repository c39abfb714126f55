package io.callstream.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.callstream.events.EventKind;
import io.callstream.reader.time.TimeSpan;
import io.callstream.replay.backfill.Backfill;
import io.callstream.replay.job.JobState;
import io.callstream.replay.plan.Filter;
import io.callstream.replay.plan.JobId;
import io.callstream.replay.plan.ReplayPlan;
import io.callstream.replay.plan.ReplayRefusedException;
import io.callstream.replay.plan.ReplayRequest;
import io.callstream.replay.plan.Sample;
import io.callstream.replay.plan.Selection;
import io.callstream.replay.plan.Source;
import io.callstream.replay.run.Outcome;
import io.callstream.replay.run.ReplayJobs;
import io.callstream.sink.runtime.SinkDescription;
import io.callstream.sink.runtime.SinkRunner;
import io.callstream.sink.runtime.SinkRunnerOptions;
import io.callstream.sink.runtime.consume.CommitNote;
import io.callstream.sink.runtime.consume.Tally;
import java.io.File;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Replays from real topics to a destination that knows ids. */
class ReplayTest {
    private static final Duration SOON = Duration.ofSeconds(60);

    @TempDir
    static Path shared;

    private static Stack stack;
    private static Destination destination;

    @TempDir
    Path folder;

    private SinkRunnerOptions options;

    @BeforeAll
    static void startStack() throws Exception {
        stack = Stack.start(shared);
        destination = Destination.start();
    }

    @AfterAll
    static void stopStack() {
        destination.close();
        stack.close();
    }

    @BeforeEach
    void configure() {
        options = TestReplay.options(config(), folder);
    }

    @AfterEach
    void forget() {
        destination.forget();
    }

    @Test
    void aPlanCountsWhatIsDeliveredAndNothingElse() throws Exception {
        Instant from = Instant.now();
        Source.Offsets source = stack.fromNow();
        Set<String> ids = stack.publish(40);

        ReplayPlan plan = TestReplay.plan(TestReplay.everything("counted", source), options);
        stack.publish(8);
        Outcome outcome = start(plan);

        assertThat(plan.counts().kinds()).isEqualTo(Map.of("success", 30L, "failure", 10L));
        assertThat(plan.counts().requests()).isEqualTo(2);
        assertThat(plan.counts().bytes()).isPositive();
        assertThat(plan.counts().from().orElseThrow()).isAfterOrEqualTo(from.minusSeconds(1));
        assertThat(destination.ids()).isEqualTo(ids);
        assertThat(outcome.status().state()).isEqualTo(JobState.DONE);
        assertThat(outcome.status().tally()).isEqualTo(new Tally(40, 0, 0));
    }

    @Test
    void aReplayThatWasKilledAtHalfGoesOnAndNothingIsMissingOrCountedTwice() throws Exception {
        String live = "callstream-sink-recorder";
        Map<TopicPartition, OffsetAndMetadata> before = stack.committed(live);
        Path offsets = offsets(stack.ends());
        Set<String> ids = stack.publish(400);
        destination.answers(batch -> destination.ids().size() < 200 ? 200 : 503);
        Process child = child("killed", offsets);
        await().atMost(SOON).until(() -> destination.ids().size() >= 200 && counted("killed") > 0);
        child.destroyForcibly().waitFor();
        long counted = counted("killed");
        destination.answers(batch -> 200);

        Outcome outcome = resume("killed");

        assertThat(destination.ids()).isEqualTo(ids);
        assertThat(destination.deliveries() - ids.size()).isLessThanOrEqualTo((int) (200 + 2 * 20 - counted));
        assertThat(outcome.status().state()).isEqualTo(JobState.DONE);
        assertThat(outcome.status().tally()).isEqualTo(new Tally(400, 0, 0));
        assertThat(status("killed")).isEqualTo(JobState.DONE);
        assertThat(stack.committed(live)).isEqualTo(before);
    }

    @Test
    void aJobThatRunsIsRunByNobodyElseAndEndsWhenItIsCancelled() throws Exception {
        Path offsets = offsets(stack.ends());
        stack.publish(50);
        destination.answers(batch -> 503);
        Process child = child("taken", offsets);
        await().atMost(SOON)
                .ignoreExceptionsInstanceOf(ReplayRefusedException.class) // there is no such job yet
                .until(() -> status("taken") == JobState.RUNNING);

        assertThatThrownBy(() -> resume("taken"))
                .isInstanceOf(ReplayRefusedException.class)
                .hasMessageContaining("job taken runs already");
        try (ReplayJobs jobs = jobs()) {
            assertThat(jobs.cancel("taken").state()).isEqualTo(JobState.CANCELLED);
        }

        assertThat(child.waitFor()).isZero();
        assertThatThrownBy(() -> resume("taken")).hasMessageContaining("job taken is cancelled");
    }

    @Test
    void whatTheDestinationRefusesIsCountedAndKept() throws Exception {
        Source.Offsets source = stack.fromNow();
        Set<String> ids = stack.publish(30);
        String bad = ids.iterator().next();
        destination.answers(batch -> batch.contains(bad) ? 400 : 200);

        Outcome outcome = start(TestReplay.plan(TestReplay.everything("refused", source), options));

        assertThat(outcome.status().tally()).isEqualTo(new Tally(29, 0, 1));
        assertThat(outcome.status().state()).isEqualTo(JobState.DONE);
        assertThat(destination.ids()).hasSize(29).doesNotContain(bad);

        destination.answers(batch -> 200);
        ReplayPlan letters =
                TestReplay.plan(TestReplay.everything("letters", new Source.DeadLetters(TimeSpan.ALL)), options);
        Outcome replayed = start(letters);

        assertThat(letters.counts().total()).isOne();
        assertThat(replayed.status().tally()).isEqualTo(new Tally(1, 0, 0));
        assertThat(destination.ids()).isEqualTo(ids);
        assertThat(TestReplay.plan(TestReplay.everything("none", new Source.DeadLetters(TimeSpan.ALL)), options)
                        .counts()
                        .total())
                .isZero();
    }

    @Test
    void deadLettersAreDeliveredInTheSinksBatchesAndThoseRefusedAgainStayOpen() throws Exception {
        Source.Offsets source = stack.fromNow();
        Set<String> ids = stack.publish(50);
        destination.answers(batch -> 400);
        start(TestReplay.plan(TestReplay.everything("all-refused", source), options));
        String bad = ids.iterator().next();
        destination.forget();
        destination.answers(batch -> batch.contains(bad) ? 400 : 200);

        ReplayPlan plan =
                TestReplay.plan(TestReplay.everything("batches", new Source.DeadLetters(TimeSpan.ALL)), options);
        Outcome outcome = start(plan);

        assertThat(plan.counts().requests()).isEqualTo(3);
        assertThat(outcome.status().tally()).isEqualTo(new Tally(49, 0, 1));
        assertThat(destination.ids()).hasSize(49).doesNotContain(bad);
        // Two batches arrive whole; the third is halved until the bad event stands alone.
        assertThat(destination.requests()).isLessThanOrEqualTo(2 + 1 + 2 * 5);
        destination.answers(batch -> 200);
        Outcome last = start(
                TestReplay.plan(TestReplay.everything("last-one", new Source.DeadLetters(TimeSpan.ALL)), options));
        assertThat(last.status().tally()).isEqualTo(new Tally(1, 0, 0));
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void whatWaitsBecauseErasuresCannotBeReadSaysSoAndCanBeCancelled(boolean letters) throws Exception {
        Source.Offsets source = stack.fromNow();
        stack.publish(5);
        String job = letters ? "unknown-letters" : "unknown-events";
        destination.answers(batch -> 400);
        start(TestReplay.plan(TestReplay.everything(job + "-refused", source), options));
        ReplayPlan plan = TestReplay.plan(
                TestReplay.everything(job, letters ? new Source.DeadLetters(TimeSpan.ALL) : source), options);
        destination.answers(batch -> 200);
        destination.forget();

        try (AutoCloseable hidden = stack.hidden("llm.erasure");
                ReplayJobs other = jobs()) {
            CompletableFuture<Outcome> run = CompletableFuture.supplyAsync(() -> ran(plan));
            await().atMost(Duration.ofSeconds(60))
                    .until(() -> other.all().stream()
                            .anyMatch(status -> status.job().equals(job)
                                    && status.reason().contains("does not let this client see topic llm.erasure")));
            assertThat(other.cancel(job).state()).isEqualTo(JobState.CANCELLED);
            assertThat(run.get(30, TimeUnit.SECONDS).status().state()).isEqualTo(JobState.CANCELLED);
        }
        assertThat(destination.ids()).isEmpty();
        start(TestReplay.plan(TestReplay.everything(job + "-after", new Source.DeadLetters(TimeSpan.ALL)), options));
    }

    private Outcome ran(ReplayPlan plan) {
        try {
            return start(plan);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void aSampleALimitAndKindsChooseTheSameEventsAtEachTime() throws Exception {
        Source.Offsets source = stack.fromNow();
        stack.publish(200);
        Selection selection = new Selection(
                Set.of(EventKind.SUCCESS), new Filter(new Sample(0.5), Optional.empty()), OptionalLong.of(40));

        ReplayPlan plan = TestReplay.plan(request("chosen", source, selection), options);
        start(plan);
        Set<String> first = destination.ids();
        destination.forget();
        start(TestReplay.plan(request("chosen-again", source, selection), options));

        assertThat(plan.counts().kinds()).isEqualTo(Map.of("success", 40L));
        assertThat(first).hasSize(40).isEqualTo(destination.ids());
    }

    @Test
    void anExpressionChoosesTheSameEventsWhenTheJobIsTakenUp() throws Exception {
        Source.Offsets source = stack.fromNow();
        stack.publish(200);
        Filter filter = new Filter(Sample.ALL, Optional.of("kafka_offset % 2 = 0"));
        Selection selection = new Selection(Set.of(), filter, OptionalLong.empty());
        destination.answers(batch -> destination.ids().size() < 20 ? 200 : 503);

        ReplayPlan plan = TestReplay.plan(request("where", source, selection), options);
        try (ReplayJobs jobs = jobs()) {
            Outcome stopped = jobs.start(plan, options, status -> {
                if (destination.ids().size() >= 20) {
                    jobs.stop();
                }
            });
            assertThat(stopped.resumable()).isTrue();
        }
        destination.answers(batch -> 200);
        Outcome outcome = resume("where");

        assertThat(outcome.status().tally()).isEqualTo(new Tally(plan.counts().total(), 0, 0));
        assertThat(destination.ids()).hasSize((int) plan.counts().total());
    }

    @Test
    void aSinkThatIsAddedLaterAndBackfilledHoldsWhatOneHoldsThatWasAlwaysOn() throws Exception {
        Instant from = Instant.now();
        Set<String> ids = stack.publish(150);

        long behind = new Backfill("recorder", SinkDescription.read(options)).place(from, true);
        try (SinkRunner sink = SinkRunner.start(options)) {
            ids.addAll(stack.publish(50));
            await().atMost(SOON).until(() -> destination.ids().size() >= ids.size());
        }

        assertThat(behind).isEqualTo(150);
        assertThat(destination.ids()).isEqualTo(ids);
        assertThat(destination.deliveries()).isEqualTo(ids.size());
        assertThatThrownBy(() -> new Backfill("recorder", SinkDescription.read(options)).place(from, false))
                .isInstanceOf(ReplayRefusedException.class)
                .hasMessageContaining("sink recorder is not new: group callstream-sink-recorder has positions");
    }

    @Test
    void eventsThatRetentionHasTakenAreNamed() throws Exception {
        Instant from = Instant.now();
        Source.Offsets source = stack.fromNow();
        stack.publish(30);
        stack.deleteEverything();
        stack.publish(30);
        Source.Times times = new Source.Times(new TimeSpan(Optional.of(from), Optional.empty()));

        assertThatThrownBy(() -> TestReplay.plan(TestReplay.everything("cut", times), options))
                .isInstanceOf(ReplayRefusedException.class)
                .hasMessageContaining("are not in the topics any more: llm.")
                .hasMessageContaining("begin with --from");
        assertThatThrownBy(() -> TestReplay.plan(TestReplay.everything("cut", source), options))
                .hasMessageContaining("are not in the topics any more: llm.");
    }

    @Test
    void whatCannotBeAskedForIsSaid() throws Exception {
        SinkRunnerOptions appending = TestReplay.options(
                stack.config("recorder: {destination: \"" + destination.url() + "\", appends: true}"), folder);
        Selection chunks = new Selection(Set.of(EventKind.CHUNK), Filter.ALL, OptionalLong.empty());

        assertThatThrownBy(() -> TestReplay.plan(TestReplay.everything("twice", stack.fromNow()), appending))
                .hasMessageContaining("--allow-duplicates");
        assertThatThrownBy(() -> TestReplay.plan(request("deaf", stack.fromNow(), chunks), options))
                .hasMessageContaining("sink recorder does not hear of chunk (it hears of ");
        assertThatThrownBy(() -> resume("unheard-of")).hasMessageContaining("there is no job unheard-of");
    }

    /** How many deliveries the group of a job has counted beside what it has committed. */
    private static long counted(String job) throws Exception {
        return stack.committed("callstream-replay.recorder." + job).values().stream()
                .flatMap(offset -> CommitNote.read(offset.metadata()).tally().stream())
                .mapToLong(Tally::delivered)
                .sum();
    }

    private static ReplayRequest request(String job, Source source, Selection selection) {
        return new ReplayRequest(new JobId(job), source, selection, TestReplay.AT_ONCE, ReplayRequest.Consent.NONE);
    }

    private Outcome start(ReplayPlan plan) throws InterruptedException {
        try (ReplayJobs jobs = jobs()) {
            return jobs.start(plan, options, status -> {});
        }
    }

    private Outcome resume(String job) throws InterruptedException {
        try (ReplayJobs jobs = jobs()) {
            return jobs.resume(jobs.unfinished(job), options, status -> {});
        }
    }

    private static JobState status(String job) throws InterruptedException {
        try (ReplayJobs jobs = jobs()) {
            return jobs.status(job).state();
        }
    }

    private static ReplayJobs jobs() {
        return ReplayJobs.on(stack.kafka(), TestReplay.EVEN_OFFSETS, Clock.systemUTC());
    }

    private static String config() {
        return stack.config("recorder: {destination: \"" + destination.url() + "\"}");
    }

    private Path offsets(Map<TopicPartition, Long> from) throws Exception {
        List<String> lines = from.entrySet().stream()
                .map(entry -> entry.getKey().topic() + "," + entry.getKey().partition() + "," + entry.getValue())
                .toList();
        return Files.write(folder.resolve("offsets.csv"), lines);
    }

    private Process child(String job, Path offsets) throws Exception {
        Path config = Files.writeString(folder.resolve("child.yaml"), config());
        List<String> command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-cp",
                classPath(),
                ChildReplay.class.getName(),
                config.toString(),
                folder.resolve("child").toString(),
                job,
                offsets.toString());
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("child.log").toFile())
                .start();
    }

    /** Also where the tests were loaded by a class loader of their own. */
    private static String classPath() {
        return ReplayTest.class.getClassLoader() instanceof URLClassLoader loader
                ? Arrays.stream(loader.getURLs()).map(URL::getPath).collect(Collectors.joining(File.pathSeparator))
                : System.getProperty("java.class.path");
    }
}
