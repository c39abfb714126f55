package io.callstream.cli.dlq;

import io.callstream.cli.problem.ExitCode;
import io.callstream.cli.problem.UserError;
import io.callstream.cli.text.Printable;
import io.callstream.sink.runtime.DeadLetterReplayer;
import io.callstream.sink.runtime.deadletter.DeadLetter;
import io.callstream.sink.runtime.deadletter.DeadLetterStore;
import java.io.PrintWriter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code callstream dlq list|show|replay|discard}. */
@Command(
        name = "dlq",
        description = "Dead letters: events that a destination refused for good.",
        synopsisSubcommandLabel = "list|show|replay|discard")
public final class DlqCommand {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Command(name = "list", description = "List the letters about which nothing has been decided.")
    int list(@Mixin LetterOptions options) {
        try (DeadLetterStore box = options.box()) {
            List<DeadLetter> letters = options.chosen(box.open());
            out().printf("%8s  %-24s  %-48s  %5s  %s%n", "LETTER", "GIVEN UP", "EVENT", "TRIES", "REASON");
            letters.forEach(letter -> out().printf(
                            "%8d  %-24s  %-48s  %5d  %s%n",
                            letter.number(),
                            letter.refusal().failedAt().truncatedTo(ChronoUnit.MILLIS),
                            letter.eventId().orElse(letter.place().toString()),
                            letter.refusal().attempts(),
                            Printable.of(letter.refusal().reason())));
            out().println(letters.size() + " open");
            return ExitCode.OK;
        }
    }

    @Command(name = "show", description = "Show letters with their events, as they stand on the topic.")
    int show(@Mixin LetterOptions options) {
        try (DeadLetterStore box = options.box()) {
            LetterText text = options.text(box);
            options.chosen(box.open()).forEach(letter -> show(letter, text));
            return ExitCode.OK;
        }
    }

    @Command(
            name = "replay",
            description = {
                "Deliver letters again, by the sink's own code and under the same ids.",
                "What is refused again stays open."
            })
    int replay(@Mixin LetterOptions options) throws InterruptedException {
        try (DeadLetterReplayer delivery = options.delivery();
                DeadLetterStore box = delivery.letters()) {
            return new Replay(delivery, box, out()).run(options.chosen(box.open()));
        }
    }

    @Command(name = "discard", description = "Give letters up; they stay in the topic until its retention passes.")
    int discard(
            @Mixin LetterOptions options,
            @Option(names = "--all", description = "Needed to discard every letter there is.") boolean all) {
        if (!all && !options.narrowed()) {
            throw new UserError("which letters? (name their numbers, or --reason, or --since, or --all)");
        }
        try (DeadLetterStore box = options.box()) {
            List<DeadLetter> letters = options.chosen(box.open());
            letters.forEach(letter -> box.close(letter, DeadLetterStore.Fate.DISCARDED));
            out().println(letters.size() + " discarded");
            return ExitCode.OK;
        }
    }

    private void show(DeadLetter letter, LetterText text) {
        out().printf("letter    %d%n", letter.number());
        out().printf("sink      %s%n", letter.sink());
        out().printf(
                        "given up  %s after %d tries%n",
                        letter.refusal().failedAt(), letter.refusal().attempts());
        out().printf("reason    %s%n", Printable.of(letter.refusal().reason()));
        out().printf(
                        "record    %s-%d, offset %d%n",
                        letter.place().topic(),
                        letter.place().partition(),
                        letter.place().offset());
        out().printf("event     %s%n%n", text.of(letter));
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }
}
