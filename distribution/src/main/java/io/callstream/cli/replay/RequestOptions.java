package io.callstream.cli.replay;

import io.callstream.cli.problem.UserError;
import io.callstream.cli.time.SpanOptions;
import io.callstream.events.EventKind;
import io.callstream.replay.plan.Filter;
import io.callstream.replay.plan.JobId;
import io.callstream.replay.plan.OffsetsFile;
import io.callstream.replay.plan.ReplayRequest;
import io.callstream.replay.plan.Sample;
import io.callstream.replay.plan.Selection;
import io.callstream.replay.plan.Source;
import io.callstream.replay.plan.Terms;
import java.nio.file.Path;
import java.time.Clock;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What is to be delivered again. */
public final class RequestOptions {
    @Mixin
    private SpanOptions span = new SpanOptions();

    @Option(
            names = "--from-offsets",
            paramLabel = "FILE",
            description =
                    "These parts of partitions: a line each of topic,partition,first or topic,partition,first,end.")
    private @Nullable Path offsets;

    @Option(
            names = "--dead-letters",
            description = "Events that the destination refused; with --from and --to, those given up within that time.")
    private boolean deadLetters;

    @Option(
            names = "--event",
            paramLabel = "KIND",
            split = ",",
            description = "Only these kinds, such as success,failure (default: all that the sink hears of).")
    private List<String> events = List.of();

    @Option(
            names = "--where",
            paramLabel = "EXPR",
            description = {
                "Only events of which this SQL expression is true, over the columns that callstream sql shows:",
                "\"team_id = 'search' AND cost_nano_usd > 1000000\"."
            })
    private @Nullable String where;

    @Option(
            names = "--sample",
            paramLabel = "P",
            description = "This share of the calls, such as 0.1 or 10%%; the same calls at each time.")
    private @Nullable String sample;

    @Option(names = "--limit", paramLabel = "N", description = "The oldest N events.")
    private @Nullable Long limit;

    @Option(
            names = "--rate",
            paramLabel = "N/s",
            description = "At most so many events a second (default: as many as the destination takes).")
    private @Nullable String rate;

    @Option(
            names = "--max-live-lag",
            paramLabel = "N",
            defaultValue = "1000",
            description = "Wait while the running sink is more records than this behind (default: 1000).")
    private long maxLiveLag;

    @Option(
            names = "--allow-duplicates",
            description = "Needed for a destination that cannot tell an event that it has from a new one.")
    private boolean allowDuplicates;

    @Option(
            names = "--accept-gaps",
            description = "Replay what is left, although retention may have taken some of what was asked for.")
    private boolean acceptGaps;

    @Option(names = "--job", paramLabel = "ID", description = "Name of the replay (default: made of the time).")
    private @Nullable String job;

    /**
     * The request that the options make.
     *
     * @throws UserError if they contradict each other
     */
    ReplayRequest request(Clock clock, RandomGenerator random) {
        JobId id = job == null ? JobId.fresh(clock.instant(), random) : new JobId(job);
        Selection selection = new Selection(
                kinds(),
                new Filter(sample == null ? Sample.ALL : Sample.parse(sample), Optional.ofNullable(where)),
                limit == null ? OptionalLong.empty() : OptionalLong.of(limit));
        Terms terms =
                new Terms(rate == null ? OptionalDouble.empty() : OptionalDouble.of(Terms.rate(rate)), maxLiveLag);
        return new ReplayRequest(
                id, source(clock), selection, terms, new ReplayRequest.Consent(allowDuplicates, acceptGaps));
    }

    private Source source(Clock clock) {
        if (offsets != null && (span.given() || deadLetters)) {
            throw new UserError("--from-offsets names the events already (leave out --from, --to and --dead-letters)");
        }
        if (offsets != null) {
            return OffsetsFile.read(offsets);
        }
        if (deadLetters) {
            return new Source.DeadLetters(span.span(clock));
        }
        if (!span.begins()) {
            throw new UserError(
                    "which events? (--from TIME, with --to TIME or without, or --from-offsets FILE, or --dead-letters)");
        }
        return new Source.Times(span.span(clock));
    }

    private Set<EventKind> kinds() {
        Set<EventKind> kinds = EnumSet.noneOf(EventKind.class);
        for (String word : events) {
            try {
                kinds.add(EventKind.ofWord(word.strip()));
            } catch (IllegalArgumentException e) {
                throw new UserError("--event: " + e.getMessage());
            }
        }
        return kinds;
    }
}
