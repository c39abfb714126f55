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
import io.callstream.cli.keys.ModelsCommand;
import io.callstream.cli.newsink.NewSinkCommand;
import io.callstream.cli.provider.ProviderCommand;
import io.callstream.cli.replay.ReplayCommand;
import io.callstream.cli.schemas.SchemasCommand;
import io.callstream.cli.sink.PruneCommand;
import io.callstream.cli.sink.ResumeCommand;
import io.callstream.cli.sink.SinkCommand;
import io.callstream.cli.spend.SpendCommand;
import io.callstream.cli.sql.SqlCommand;
import io.callstream.cli.stack.KafkaCommand;
import io.callstream.cli.stack.PostgresCommand;
import io.callstream.cli.stack.RegistryCommand;
import io.callstream.cli.tail.TailCommand;
import io.callstream.cli.topics.TopicsCommand;
import io.callstream.cli.up.UpCommand;
import java.util.List;
import java.util.function.Predicate;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;

/**
 * The subcommands, in the order in which help lists them. Reading the options of all of them takes longer than most of
 * them need to start, so a command line that begins with the name of one gets that one alone.
 */
final class Commands {
    private static final List<Class<?>> ALL = List.of(
            DemoCommand.class,
            UpCommand.class,
            GatewayCommand.class,
            ConfigCommand.class,
            SinkCommand.class,
            NewSinkCommand.class,
            ResumeCommand.class,
            PruneCommand.class,
            AnalyticsCommand.class,
            ConsoleCommand.class,
            KeysCommand.class,
            ModelsCommand.class,
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
            HelpCommand.class);

    private Commands() {}

    /** Adds the one that is named first, or all where none is. */
    static void addTo(CommandLine root, String... arguments) {
        Predicate<Class<?>> wanted = type -> arguments.length > 0 && name(type).equals(arguments[0]);
        List<Class<?>> named =
                ALL.stream().filter(wanted.and(Commands::standsAlone)).toList();
        (named.isEmpty() ? ALL : named).forEach(root::addSubcommand);
    }

    /** Help and completion are about the others. */
    private static boolean standsAlone(Class<?> type) {
        return type != HelpCommand.class && type != CompletionCommand.class;
    }

    private static String name(Class<?> type) {
        return type.getAnnotation(Command.class).name();
    }
}
