package io.callstream.sink.jdbc;

import io.callstream.sink.failure.DeliveryExceptions;
import java.io.IOException;
import java.sql.SQLException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Says why a database cannot be reached, with its host. Nothing of a row has been sent then, so the driver's words can be told. */
public final class ConnectFailure {
    private static final Pattern SERVER = Pattern.compile("^jdbc:[a-z]+://(?:[^@/]*@)?([^/?]+)");
    /** Drivers and pools quote URLs, which may hold a password. */
    private static final Pattern UNSPOKEN = Pattern.compile("(?i)jdbc:|password=|://");

    private static final int LONGEST = 200;

    private ConnectFailure() {}

    /** @param jdbcUrl where to connect; of it only the server is told */
    public static String reason(String jdbcUrl, Throwable failure) {
        Matcher server = SERVER.matcher(jdbcUrl);
        SqlFailure said = SqlFailure.of(failure);
        return "cannot connect to " + (server.find() ? server.group(1) : "the database") + " (" + cause(failure)
                + (said.state().isEmpty() ? "" : "; " + said.reason()) + ")";
    }

    /** The network's word, if it failed; else what the driver says, not what the pool makes of it. */
    private static String cause(Throwable failure) {
        String spoken = "no connection";
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof IOException network) {
                return DeliveryExceptions.network(network);
            }
            String message = cause.getMessage();
            if (cause instanceof SQLException
                    && message != null
                    && !UNSPOKEN.matcher(message).find()) {
                spoken = message.substring(0, Math.min(LONGEST, message.length()))
                        .replaceAll("\\s+", " ");
            }
        }
        return spoken;
    }
}
