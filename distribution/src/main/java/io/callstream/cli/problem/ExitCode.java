package io.callstream.cli.problem;

/** The exit statuses of every command, as scripts rely on them. */
public final class ExitCode {
    public static final int OK = 0;
    /** Something failed that is not the user's doing: a server that does not answer, an incomplete demo. */
    public static final int FAILED = 1;
    /** A busy port, an unwritable folder, a wrong configuration or a wrong command line. */
    public static final int USER_ERROR = 2;
    /** It was stopped before its end, and can be taken up again. */
    public static final int STOPPED = 3;

    private ExitCode() {}
}
