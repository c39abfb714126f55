package io.callstream.cli.erase;

import io.callstream.cli.config.ConfigOption;
import io.callstream.cli.problem.ExitCode;
import io.callstream.cli.problem.UserError;
import io.callstream.cli.run.DataDirOption;
import io.callstream.cli.sink.PluginsOption;
import io.callstream.cli.sink.Sinks;
import io.callstream.events.ErasureEvent;
import io.callstream.events.erasure.Subject;
import io.callstream.reader.time.TimeText;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code callstream erase}: what was said in the calls of one subject, everywhere that can be reached. */
@Command(
        name = "erase",
        description = {
            "Erase what was said in the calls of one end user, user, call or key: from now on nothing of it is"
                    + " delivered or shown, and sinks remove what they stored.",
            "Exit status: 0 everything that can be removed was; 1 a place failed, or Kafka or the registry does not"
                    + " answer; 2 wrong usage; 3 sinks have not reported yet: ask with erase report."
        })
public final class EraseCommand implements Callable<Integer> {
    private static final String NONE = "0";

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private SubjectOptions subjects = new SubjectOptions();

    @Mixin
    private Where where = new Where();

    @Option(names = "--reason", paramLabel = "TEXT", description = "Why; kept with the request. No personal data.")
    private @Nullable String reason;

    @Option(names = "--by", paramLabel = "NAME", description = "Who asks; kept with the request.")
    private @Nullable String by;

    @Option(
            names = "--wait",
            paramLabel = "D",
            defaultValue = "2m",
            description = "How long the reports of sinks are waited for, or 0 (default: 2m).")
    private String patience = "2m";

    @Option(names = "--json", description = "One JSON object.")
    private boolean json;

    /** Where everything is, and which sinks matter. */
    static final class Where {
        @Mixin
        private ConfigOption config = new ConfigOption();

        @Mixin
        private DataDirOption data = new DataDirOption();

        @Mixin
        private PluginsOption plugins = new PluginsOption();

        @Option(
                names = "--sink",
                paramLabel = "NAME",
                description = "Only this sink's report matters (default: every configured sink's). All of them remove.")
        private List<String> sinks = List.of();

        Erasing open(Clock clock) {
            Sinks known = new Sinks(config.orDefaults(), data.path(), plugins, new SecureRandom());
            return Erasing.open(config.orDefaults(), known, data.path(), sinks, clock);
        }
    }

    @Override
    public Integer call() throws InterruptedException {
        Subject subject = subjects.subject();
        Duration time = patience.equals(NONE) ? Duration.ZERO : TimeText.span("--wait", patience);
        Clock clock = Clock.systemUTC();
        try (Erasing erasing = where.open(clock)) {
            ErasureEvent request = ErasureEvent.newBuilder()
                    .setErasureId(UUID.randomUUID().toString())
                    .setRequestedAt(clock.instant().truncatedTo(ChronoUnit.MILLIS))
                    .setSubjectKind(subject.kind().word())
                    .setSubject(subject.value())
                    .setReason(reason)
                    .setRequestedBy(by)
                    .build();
            erasing.request(request, subject);
            spec.commandLine().getErr().println("erasure " + request.getErasureId() + " is written");
            return told(erasing.await(request, time));
        }
    }

    @Command(name = "report", description = "What came of an erasure, or of all.")
    int report(
            @Mixin Where from,
            @Parameters(arity = "0..1", paramLabel = "ID", description = "The erasure.") @Nullable String id,
            @Option(names = "--all", description = "Every erasure there is.") boolean all,
            @Option(names = "--json", description = "JSON: one object, or an array with --all.") boolean asJson) {
        if (all == (id != null)) {
            throw new UserError("which erasure? (expected its id, or --all)");
        }
        json = asJson;
        try (Erasing erasing = from.open(Clock.systemUTC())) {
            return id == null
                    ? told(erasing.all())
                    : told(erasing.one(id)
                            .orElseThrow(() -> new UserError(
                                    "there is no erasure " + id + " (see: callstream erase report --all)")));
        }
    }

    private int told(List<Account> accounts) {
        if (json) {
            spec.commandLine().getOut().println(AccountJson.of(accounts));
        } else {
            accounts.forEach(
                    account -> AccountText.print(account, spec.commandLine().getOut()));
        }
        return accounts.stream().mapToInt(EraseCommand::exit).max().orElse(ExitCode.OK);
    }

    private int told(Account account) {
        if (json) {
            spec.commandLine().getOut().println(AccountJson.of(account));
        } else {
            AccountText.print(account, spec.commandLine().getOut());
        }
        return exit(account);
    }

    private static int exit(Account account) {
        if (!account.pending().isEmpty()) {
            return ExitCode.STOPPED;
        }
        return account.failed() ? ExitCode.FAILED : ExitCode.OK;
    }
}
