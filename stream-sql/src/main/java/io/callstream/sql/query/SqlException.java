package io.callstream.sql.query;

import java.util.Optional;

/**
 * A statement that cannot be run: it does not parse, names what is not there, or needs more than it may have. The message is one clear line.
 */
public final class SqlException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String marked;
    private final boolean usersDoing;

    /**
     * @param marked the line of the statement with a mark under the place, if the place is known
     * @param usersDoing whether the statement itself is wrong
     */
    public SqlException(String message, Optional<String> marked, boolean usersDoing, Throwable cause) {
        super(message);
        addSuppressed(cause); // for logs only: the engine's own words say the same less clearly
        this.marked = marked.orElse("");
        this.usersDoing = usersDoing;
    }

    /** A statement of which something else than the engine says what is wrong. */
    public SqlException(String message, boolean usersDoing) {
        super(message);
        this.marked = "";
        this.usersDoing = usersDoing;
    }

    /** Whether the statement itself is wrong, rather than what happened while it ran. */
    public boolean usersDoing() {
        return usersDoing;
    }

    /** The line of the statement with a mark under the place, for terminals; empty when the place is not known. */
    public Optional<String> marked() {
        return marked.isEmpty() ? Optional.empty() : Optional.of(marked);
    }
}
