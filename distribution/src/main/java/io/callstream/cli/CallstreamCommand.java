package io.callstream.cli;

import io.callstream.cli.problem.ExitCode;
import picocli.CommandLine.Command;
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
        })
final class CallstreamCommand {}
