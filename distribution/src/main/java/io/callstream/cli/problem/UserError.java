package io.callstream.cli.problem;

/**
 * The command cannot do what was asked, for a reason the user can act on: a busy port, a folder that cannot be written, a
 * wrong configuration. The message is shown as it is, and the exit status is {@link ExitCode#USER_ERROR}.
 */
public final class UserError extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public UserError(String message) {
        super(message);
    }

    public UserError(String message, Throwable cause) {
        super(message, cause);
    }
}
