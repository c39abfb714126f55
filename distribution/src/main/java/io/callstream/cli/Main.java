package io.callstream.cli;

import io.callstream.cli.problem.OneLineErrors;
import io.callstream.cli.run.HangUpSignal;
import java.util.Set;
import picocli.CommandLine;

/** Starts the command line. */
public final class Main {
    /** What reads its configuration again at a signal, which would end it before it listens. */
    private static final Set<String> READ_AGAIN = Set.of("gateway", "up");

    private Main() {}

    public static void main(String[] arguments) {
        if (arguments.length > 0 && READ_AGAIN.contains(arguments[0])) {
            HangUpSignal.hold();
        }
        System.exit(commandLine(arguments).execute(arguments));
    }

    /**
     * The command line with its error handling; what a test runs.
     *
     * @param arguments what it is to be used for; without any it has all commands
     */
    public static CommandLine commandLine(String... arguments) {
        OneLineErrors errors = new OneLineErrors();
        CommandLine root = new CommandLine(new CallstreamCommand());
        Commands.addTo(root, arguments);
        return root.setExecutionExceptionHandler(errors)
                .setParameterExceptionHandler(errors)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setUsageHelpAutoWidth(true);
    }
}
