package io.callstream.sink.mysql;

import io.callstream.sink.Delivery;
import io.callstream.sink.jdbc.SqlFailure;
import java.util.Set;

/**
 * What an error says about whose fault it is: by the server's own number where SQLSTATE says too little, which it often does
 * here.
 *
 * @see <a href="https://mariadb.com/kb/en/mariadb-error-code-reference/">MariaDB error codes</a>
 * @see <a href="https://dev.mysql.com/doc/mysql-errors/8.4/en/server-error-reference.html">MySQL error reference</a>
 */
record SqlFault(Kind kind, String reason) {
    /** Key too long; packet too large; a trigger's SIGNAL; incorrect value; data too long; out of range; no default; invalid JSON. */
    private static final Set<Integer> EVENT_CODES = Set.of(1071, 1153, 1644, 1264, 1292, 1366, 1406, 3140, 4025);
    /** Resources of this user, for now; MySQL gives them states that elsewhere mean a mistake. */
    private static final Set<Integer> TRANSIENT_CODES = Set.of(1040, 1203, 1205, 1213, 1226);
    /** Host not allowed, host blocked, rights. */
    private static final Set<Integer> CONFIGURATION_CODES = Set.of(1129, 1130, 1227);

    private static final Set<String> EVENT_CLASSES = Set.of("21", "22", "23");
    private static final Set<String> CONFIGURATION_CLASSES = Set.of("28", "3D", "42");
    /** The driver's own word for a statement larger than the server's {@code max_allowed_packet}. */
    static final String TOO_LARGE = "HZ000";

    enum Kind {
        /** A value in the batch. */
        EVENT,
        /** The user, its rights, the database or its tables. */
        CONFIGURATION,
        /** The server or the way to it, for now. */
        TRANSIENT
    }

    static SqlFault of(Throwable failure) {
        SqlFailure said = SqlFailure.of(failure);
        return new SqlFault(kind(said), said.reason());
    }

    /** An unknown failure counts as transient: that is seen, repeated and undone, where a refusal would be for good. */
    private static Kind kind(SqlFailure said) {
        if (TRANSIENT_CODES.contains(said.code())) {
            return Kind.TRANSIENT;
        }
        if (EVENT_CODES.contains(said.code())
                || EVENT_CLASSES.contains(said.stateClass())
                || said.state().equals(TOO_LARGE)) {
            return Kind.EVENT;
        }
        // The driver's own errors have negative numbers; it gives a socket's timeout the state of a wrong statement.
        boolean byServer = said.code() >= 0;
        return CONFIGURATION_CODES.contains(said.code())
                        || byServer && CONFIGURATION_CLASSES.contains(said.stateClass())
                ? Kind.CONFIGURATION
                : Kind.TRANSIENT;
    }

    Delivery delivery() {
        return switch (kind) {
            case EVENT -> Delivery.rejected(reason);
            case CONFIGURATION -> Delivery.hold(reason);
            case TRANSIENT -> Delivery.retry(reason);
        };
    }

    /** The verdict when no connection was made, which no event is at fault for. */
    Delivery connecting(String why) {
        return kind == Kind.TRANSIENT ? Delivery.retry(why) : Delivery.hold(why);
    }
}
