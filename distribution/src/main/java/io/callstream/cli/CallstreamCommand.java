package io.callstream.cli;

import io.callstream.cli.analytics.AnalyticsCommand;
import io.callstream.cli.check.ConfigCommand;
import io.callstream.cli.console.ConsoleCommand;
import io.callstream.cli.demo.DemoCommand;
import io.callstream.cli.dlq.DlqCommand;
import io.callstream.cli.erase.EraseCommand;
import io.callstream.cli.export.ExportCommand;
import io.callstream.cli.gateway.GatewayCommand;
import io.callstream.cli.keys.KeysCommand;
import io.callstream.cli.newsink.NewSinkCommand;
import io.callstream.cli.problem.ExitCode;
import io.callstream.cli.provider.ProviderCommand;
import io.callstream.cli.replay.ReplayCommand;
import io.callstream.cli.schemas.SchemasCommand;
import io.callstream.cli.sink.PruneCommand;
import io.callstream.cli.sink.SinkCommand;
import io.callstream.cli.spend.SpendCommand;
import io.callstream.cli.sql.SqlCommand;
import io.callstream.cli.stack.KafkaCommand;
import io.callstream.cli.stack.PostgresCommand;
import io.callstream.cli.stack.RegistryCommand;
import io.callstream.cli.tail.TailCommand;
import io.callstream.cli.topics.TopicsCommand;
import io.callstream.cli.up.UpCommand;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.ScopeType;

/** {@code callstream}: shows the usage when no subcommand is named. */
@Command(
        name = "callstream",
        description = "Callbacks, as a stream: an LLM gateway whose every call becomes events on Kafka.",
        mixinStandardHelpOptions = true,
        scope = ScopeType.INHERIT,
        versionProvider = Version.class,
        synopsisSubcommandLabel = "COMMAND",
        exitCodeListHeading = "Exit status:%n",
        exitCodeList = {
            ExitCode.OK + ":It did what it was asked to do.",
            ExitCode.FAILED + ":Something failed that is not the user's doing, such as a server that does not answer.",
            ExitCode.USER_ERROR
                    + ":A wrong command line or configuration, a busy port, a folder that cannot be written to.",
            ExitCode.STOPPED + ":It was stopped before its end, and can be taken up again."
        },
        subcommands = {
            DemoCommand.class,
            UpCommand.class,
            GatewayCommand.class,
            ConfigCommand.class,
            SinkCommand.class,
            NewSinkCommand.class,
            PruneCommand.class,
            AnalyticsCommand.class,
            ConsoleCommand.class,
            KeysCommand.class,
            SpendCommand.class,
            ReplayCommand.class,
            DlqCommand.class,
            EraseCommand.class,
            TopicsCommand.class,
            SchemasCommand.class,
            TailCommand.class,
            SqlCommand.class,
            ExportCommand.class,
            KafkaCommand.class,
            RegistryCommand.class,
            PostgresCommand.class,
            ProviderCommand.class,
            CompletionCommand.class,
            HelpCommand.class
        })
final class CallstreamCommand {}
