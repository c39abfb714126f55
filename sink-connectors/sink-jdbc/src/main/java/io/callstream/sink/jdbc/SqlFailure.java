package io.callstream.sink.jdbc;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * What a server or driver said by number. Its message is left out: it quotes values of the row.
 *
 * @param state five characters, or empty if there was none
 * @param code the vendor's own number, or zero
 */
public record SqlFailure(String state, int code) {
    /** The first SQLSTATE in the chain of causes; pools and migration tools wrap the driver's exception. */
    public static SqlFailure of(@Nullable Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql && sql.getSQLState() != null) {
                return new SqlFailure(sql.getSQLState(), sql.getErrorCode());
            }
        }
        return new SqlFailure("", 0);
    }

    /** The first two characters of the state. */
    public String stateClass() {
        return state.length() < 2 ? "" : state.substring(0, 2);
    }

    /** A short word for metrics and logs. */
    public String reason() {
        return state.isEmpty() ? "sql_no_connection" : "sqlstate_" + state + (code == 0 ? "" : "_" + code);
    }
}
