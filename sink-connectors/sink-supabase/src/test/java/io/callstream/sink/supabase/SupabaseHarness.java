package io.callstream.sink.supabase;

import io.callstream.events.SuccessEvent;
import io.callstream.sink.CallEvent;
import io.callstream.sink.testkit.ErasureHarness;
import io.callstream.sink.testkit.FakeDestination;
import io.callstream.sink.testkit.Fault;
import io.callstream.testing.events.SampleCall;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

final class SupabaseHarness implements ErasureHarness<SupabaseSinkConfig> {
    private final ProjectDatabase database = new ProjectDatabase();
    private final FakeDestination api =
            FakeDestination.start(401, Set.of("POST", "DELETE", "GET"), new FakePostgrest(database)::answer);

    ProjectDatabase database() {
        return database;
    }

    @Override
    public SupabaseSinkFactory factory() {
        return new SupabaseSinkFactory();
    }

    @Override
    public Map<String, Object> settings() {
        return Map.of("url", api.uri("/").toString(), "schema", database.schema(), "timeout", "1s");
    }

    @Override
    public Map<String, String> environment() {
        return Map.of("SUPABASE_KEY", FakePostgrest.KEY);
    }

    @Override
    public boolean inflict(Fault fault) {
        api.inflict(fault);
        return true;
    }

    @Override
    public boolean stumblesOver(CallEvent event) {
        api.failWhen(request -> request.text().contains(event.callId()));
        return true;
    }

    @Override
    public void forgetRequests() {
        api.forgetRequests();
    }

    @Override
    public void heal() {
        api.heal();
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

    @Override
    public Optional<String> secret() {
        return Optional.of(FakePostgrest.KEY);
    }

    @Override
    public void close() {
        api.close();
        database.close();
    }
}
