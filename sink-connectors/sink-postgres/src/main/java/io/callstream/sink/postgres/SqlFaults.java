package io.callstream.sink.postgres;

import io.callstream.sink.Delivery;
import io.callstream.sink.jdbc.JdbcErasureSink;
import java.sql.SQLException;

/** What {@link SqlFault} says, for what sinks of databases share. */
final class SqlFaults implements JdbcErasureSink.Faults {
    @Override
    public Delivery delivery(SQLException failure) {
        return SqlFault.of(failure).delivery();
    }

    @Override
    public Delivery connecting(SQLException failure, String why) {
        return SqlFault.of(failure).connecting(why);
    }
}
