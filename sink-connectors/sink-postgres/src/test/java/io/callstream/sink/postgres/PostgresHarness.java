package io.callstream.sink.postgres;

import io.callstream.events.SuccessEvent;
import io.callstream.sink.CallEvent;
import io.callstream.sink.testkit.AlertHarness;
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

/** A schema of a real server, behind a network that can break. */
final class PostgresHarness implements AlertHarness<PostgresSinkConfig>, ErasureHarness<PostgresSinkConfig> {
    static {
        // The pool looks whether a connection lives however short ago it was used: no test depends on how much time
        // went by.
        System.setProperty("com.zaxxer.hikari.aliveBypassWindowMs", "0");
    }

    private final TestDatabase database = new TestDatabase();
    private final TcpProxy network = TcpProxy.before(database.port());

    @Override
    public PostgresSinkFactory factory() {
        return new PostgresSinkFactory();
    }

    @Override
    public Map<String, Object> settings() {
        return Map.of(
                "url", database.jdbcUrl(network.port()),
                "user", database.user(),
                "password", database.password(),
                "schema", database.name(),
                "timeout", "1s");
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
    public Set<String> arrivedAlerts() {
        return new TreeSet<>(database.query("SELECT event_id FROM alerts"));
    }

    @Override
    public Object alertState() {
        return database.query("SELECT to_jsonb(a) - 'delivered_at' FROM alerts a ORDER BY alert_id");
    }

    @Override
    public Object state() {
        return List.of(
                database.query("SELECT to_jsonb(c) - 'delivered_at' FROM calls c ORDER BY call_id"),
                database.query("SELECT to_jsonb(c) - 'delivered_at' FROM chunks c ORDER BY call_id, chunk_index"));
    }

    /** The database's time ends the day before. */
    @Override
    public Optional<CallEvent> poison() {
        SuccessEvent success = SampleCall.number(999).success();
        success.setEventTime(Instant.parse("+294277-01-01T00:00:00Z"));
        return Optional.of(new CallEvent.Success(success));
    }

    /** By a trigger that fails with a state which no table of ours lists. */
    @Override
    public boolean stumblesOver(CallEvent event) {
        database.raiseFor(event.callId(), "XX000");
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
