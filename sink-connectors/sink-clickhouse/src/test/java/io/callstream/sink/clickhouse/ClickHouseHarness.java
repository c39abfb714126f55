package io.callstream.sink.clickhouse;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.callstream.events.SuccessEvent;
import io.callstream.sink.CallEvent;
import io.callstream.sink.testkit.ErasureHarness;
import io.callstream.sink.testkit.HttpSinkHarness;
import io.callstream.testing.events.SampleCall;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

final class ClickHouseHarness extends HttpSinkHarness<ClickHouseSinkConfig>
        implements ErasureHarness<ClickHouseSinkConfig> {
    private final FakeClickHouse server;

    ClickHouseHarness() {
        this(new FakeClickHouse());
    }

    private ClickHouseHarness(FakeClickHouse server) {
        super(403, server::answer);
        this.server = server;
    }

    FakeClickHouse server() {
        return server;
    }

    @Override
    public ClickHouseSinkFactory factory() {
        return new ClickHouseSinkFactory();
    }

    @Override
    public Map<String, Object> settings() {
        return Map.of(
                "url",
                destination().uri("").toString(),
                "user",
                FakeClickHouse.USER,
                "password",
                FakeClickHouse.PASSWORD,
                "database",
                "telemetry",
                "timeout",
                "1s");
    }

    /** A pre-call has arrived when its call's row is there; the row then shows the event that ended the call. */
    @Override
    public boolean takes(CallEvent event) {
        return !(event instanceof CallEvent.PreCall);
    }

    @Override
    public Set<String> arrived() {
        Set<String> ids = new TreeSet<>();
        all().forEach(row -> ids.add(row.path("event_id").asText()));
        return ids;
    }

    @Override
    public Object state() {
        return all().map(ObjectNode::toString).toList();
    }

    private Stream<ObjectNode> all() {
        return Stream.of("telemetry.calls", "telemetry.chunks").flatMap(table -> server.rows(table).stream());
    }

    @Override
    public List<String> idempotencyKeys() {
        return server.tokens();
    }

    /** The server reads years of four digits. */
    @Override
    public Optional<CallEvent> poison() {
        SuccessEvent success = SampleCall.number(999).success();
        success.setEventTime(Instant.parse("+10000-01-01T00:00:00Z"));
        return Optional.of(new CallEvent.Success(success));
    }

    @Override
    public Optional<String> secret() {
        return Optional.of(FakeClickHouse.PASSWORD);
    }
}
