package io.callstream.replay;

import io.callstream.reader.TopicConsumers;
import io.callstream.replay.plan.Conditions;
import io.callstream.replay.plan.JobId;
import io.callstream.replay.plan.Matches;
import io.callstream.replay.plan.ReplayPlan;
import io.callstream.replay.plan.ReplayPlanner;
import io.callstream.replay.plan.ReplayRequest;
import io.callstream.replay.plan.Selection;
import io.callstream.replay.plan.Source;
import io.callstream.replay.plan.Terms;
import io.callstream.settings.ConfigFile;
import io.callstream.settings.Environment;
import io.callstream.settings.Problems;
import io.callstream.sink.runtime.SinkDescription;
import io.callstream.sink.runtime.SinkRunnerOptions;
import io.callstream.sink.runtime.catalogue.SinkCatalogue;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.stream.LongStream;

/** What the tests and their child processes start replays with. */
final class TestReplay {
    static final Terms AT_ONCE = new Terms(OptionalDouble.empty(), 1_000);

    /** Stands for the engine that evaluates expressions. */
    static final Conditions EVEN_OFFSETS = (expression, ranges, since) -> {
        Matches matches = new Matches(ranges);
        ranges.forEach(range -> LongStream.range(range.begin(), range.end())
                .filter(offset -> offset % 2 == 0)
                .forEach(offset -> matches.add(range.partition(), offset)));
        return matches;
    };

    private TestReplay() {}

    static SinkRunnerOptions options(String yaml, Path data) {
        return new SinkRunnerOptions(
                "recorder",
                SinkCatalogue.of(TestReplay.class.getClassLoader()),
                new ConfigFile(Environment.of(java.util.Map.of())).parse(yaml, "test.yaml", new Problems()),
                Environment.of(java.util.Map.of()),
                data,
                Optional.empty(),
                Clock.systemUTC(),
                new Random(1));
    }

    static ReplayRequest everything(String job, Source source) {
        return new ReplayRequest(new JobId(job), source, Selection.ALL, AT_ONCE, ReplayRequest.Consent.NONE);
    }

    static ReplayPlan plan(ReplayRequest request, SinkRunnerOptions options) {
        SinkDescription sink = SinkDescription.read(options);
        return new ReplayPlanner(new TopicConsumers(sink.kafka()), EVEN_OFFSETS, Clock.systemUTC())
                .plan(request, "recorder", sink);
    }
}
