package io.callstream.sink.postgres;

import io.callstream.sink.Delivery;
import io.callstream.sink.jdbc.SqlFailure;
import java.util.Set;

/**
 * What an SQLSTATE says about whose fault it is. The server's message is left out: it quotes values of the row.
 *
 * @param state five characters, see PostgreSQL's appendix "Error Codes"; empty if the failure had none
 */
record SqlFault(Kind kind, String state) {
    /** States that belong to another kind than the rest of their class. */
    private static final Set<String> TRANSIENT =
            Set.of("57014", "57P01", "57P02", "57P03", "57P05", "55P03", "25006", "42P05", "26000");

    /** invalid_binary_representation: the server has other forms of values than this build writes, whatever the values. */
    private static final String OTHER_FORM = "22P03";

    /** A server that has no TLS, or wants a way to log in that this driver lacks. */
    private static final String REJECTED = "08004";

    /** A trigger that raises an exception (P0001) speaks of a row, as a constraint does. */
    private static final Set<String> EVENT_CLASSES = Set.of("22", "23", "21", "54", "P0");

    private static final Set<String> CONFIGURATION_CLASSES = Set.of("28", "3D", "3F", "42", "0A", "55", "57");

    enum Kind {
        /** A value in the batch. */
        EVENT,
        /** The role, its rights, the database or its tables. */
        CONFIGURATION,
        /** The server or the way to it, for now. */
        TRANSIENT
    }

    static SqlFault of(Throwable failure) {
        String state = SqlFailure.of(failure).state();
        return new SqlFault(kind(state), state);
    }

    /** An unknown failure counts as transient: that is seen, repeated and undone, where a refusal would be for good. */
    private static Kind kind(String state) {
        if (state.length() != 5 || TRANSIENT.contains(state)) {
            return Kind.TRANSIENT;
        }
        if (state.equals(OTHER_FORM) || state.equals(REJECTED)) {
            return Kind.CONFIGURATION;
        }
        String stateClass = state.substring(0, 2);
        if (EVENT_CLASSES.contains(stateClass)) {
            return Kind.EVENT;
        }
        return CONFIGURATION_CLASSES.contains(stateClass) ? Kind.CONFIGURATION : Kind.TRANSIENT;
    }

    String reason() {
        return state.isEmpty() ? "sql_no_connection" : "sqlstate_" + state;
    }

    Delivery delivery() {
        return switch (kind) {
            case EVENT -> Delivery.rejected(reason());
            case CONFIGURATION -> Delivery.hold(reason());
            case TRANSIENT -> Delivery.retry(reason());
        };
    }

    /** The verdict when no connection was made, which no event is at fault for. */
    Delivery connecting(String why) {
        return kind == Kind.TRANSIENT ? Delivery.retry(why) : Delivery.hold(why);
    }
}
