package io.callstream.cli.problem;

import io.callstream.reader.ReadRequestException;
import io.callstream.reader.time.WrongTimeException;
import io.callstream.replay.plan.ReplayRefusedException;
import io.callstream.settings.SettingsException;
import io.callstream.sql.query.SqlException;
import io.callstream.stack.StackException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** Reports every failure of a command as one line (a wrong configuration as one line for each wrong key). */
public final class OneLineErrors implements IExecutionExceptionHandler, IParameterExceptionHandler {
    private static final Logger log = LoggerFactory.getLogger(OneLineErrors.class);

    @Override
    public int handleExecutionException(Exception failure, CommandLine command, @Nullable ParseResult parsed) {
        log.debug("command failed", failure);
        lines(failure).forEach(line -> command.getErr().println("callstream: " + line));
        return exitCode(failure);
    }

    @Override
    public int handleParseException(ParameterException failure, String[] arguments) {
        CommandLine command = failure.getCommandLine();
        command.getErr().println("callstream: " + failure.getMessage());
        if (failure instanceof UnmatchedArgumentException unmatched) {
            UnmatchedArgumentException.printSuggestions(unmatched, command.getErr());
        }
        command.getErr().println("try: " + command.getCommandSpec().qualifiedName() + " --help");
        return ExitCode.USER_ERROR;
    }

    private static int exitCode(Exception failure) {
        boolean usersDoing = failure instanceof UserError
                || failure instanceof SettingsException
                || failure instanceof ReadRequestException
                || failure instanceof WrongTimeException
                || (failure instanceof SqlException sql && sql.usersDoing())
                || failure instanceof ReplayRefusedException
                || failure instanceof StackException;
        return usersDoing ? ExitCode.USER_ERROR : ExitCode.FAILED;
    }

    private static List<String> lines(Exception failure) {
        if (failure instanceof SettingsException settings) {
            return settings.problems();
        }
        List<String> reasons = new ArrayList<>();
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            String reason = cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
            // Wrappers often repeat their cause's message.
            if (reasons.stream().noneMatch(said -> said.contains(reason))) {
                reasons.add(reason);
            }
            if (exitCode(failure) == ExitCode.USER_ERROR) {
                break; // such a message says all there is to say
            }
        }
        return List.of(String.join(": ", reasons).replaceAll("\\s*\\R\\s*", " "));
    }
}
