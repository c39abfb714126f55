package io.callstream.sink.mysql;

import io.callstream.events.SuccessEvent;
import io.callstream.sink.CallEvent;
import io.callstream.sink.testkit.ErasureHarness;
import io.callstream.sink.testkit.Fault;
import io.callstream.sink.testkit.TcpProxy;
import io.callstream.testing.events.SampleCall;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** A database of a real server, behind a network that can break. */
final class MysqlHarness implements ErasureHarness<MysqlSinkConfig> {
    static {
        // The pool looks whether a connection lives however short ago it was used: no test depends on how much time
        // went by.
        System.setProperty("com.zaxxer.hikari.aliveBypassWindowMs", "0");
    }

    private final TestDatabase database = new TestDatabase();
    private final TcpProxy network = TcpProxy.before(MariaDb.port());

    @Override
    public MysqlSinkFactory factory() {
        return new MysqlSinkFactory();
    }

    @Override
    public Map<String, Object> settings() {
        return Map.of(
                "url",
                "jdbc:mysql://127.0.0.1:" + network.port() + "/" + database.name(),
                "user",
                database.name(),
                "password",
                database.password(),
                "timeout",
                "1s");
    }

    /** A destination that does not answer, or refuses the login, is known by it, so it is not long. */
    @Override
    public String patience() {
        return "3s";
    }

    @Override
    public boolean outagesTakeTheTimeout() {
        return true;
    }

    @Override
    public boolean inflict(Fault fault) {
        switch (fault) {
            case OUTAGE -> network.set(TcpProxy.Mode.REFUSE);
            case SLOW -> network.set(TcpProxy.Mode.STALL);
            case CUT_OFF -> network.set(TcpProxy.Mode.CUT);
            case KEY_REVOKED -> database.lockOut();
            default -> {
                return false;
            }
        }
        return true;
    }

    @Override
    public Map<Fault, String> unshown() {
        return Map.of(
                Fault.BUSY, "the protocol has no way to name a time to come back",
                Fault.HUGE_REPLY, "the answer to an insert is a number",
                Fault.PARTLY, "a batch is one transaction");
    }

    @Override
    public void heal() {
        network.set(TcpProxy.Mode.PASS);
        database.letIn();
    }

    /** A pre-call has arrived when its call's row is there; the row then shows the event that ended the call. */
    @Override
    public boolean takes(CallEvent event) {
        return !(event instanceof CallEvent.PreCall);
    }

    @Override
    public Set<String> arrived() {
        return new TreeSet<>(database.query("SELECT event_id FROM calls UNION ALL SELECT event_id FROM chunks"));
    }

    @Override
    public Object state() {
        return List.of(
                database.query("SELECT " + String.join(", ", Rows.CALLS.columns()) + " FROM calls ORDER BY call_id"),
                database.query("SELECT " + String.join(", ", Rows.CHUNKS.columns())
                        + " FROM chunks ORDER BY call_id, chunk_index"));
    }

    /** The database's times end with the year 9999. */
    @Override
    public Optional<CallEvent> poison() {
        SuccessEvent success = SampleCall.number(999).success();
        success.setEventTime(Instant.parse("+10000-01-01T00:00:00Z"));
        return Optional.of(new CallEvent.Success(success));
    }

    /** By a trigger that fails with a number and a state which no table of ours lists. */
    @Override
    public boolean stumblesOver(CallEvent event) {
        database.execute("CREATE TRIGGER refuse BEFORE INSERT ON calls FOR EACH ROW IF NEW.call_id = '" + event.callId()
                + "' THEN SIGNAL SQLSTATE '99999' SET MYSQL_ERRNO = 3000, MESSAGE_TEXT = 'not this one'; END IF");
        return true;
    }

    @Override
    public Optional<String> secret() {
        return Optional.of(database.password());
    }

    TestDatabase database() {
        return database;
    }

    @Override
    public void close() {
        heal();
        network.close();
        database.close();
    }
}
