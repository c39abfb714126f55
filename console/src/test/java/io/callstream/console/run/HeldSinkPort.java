package io.callstream.console.run;

import io.callstream.settings.AllowedHosts;
import io.callstream.sink.runtime.observe.HealthServer;
import io.callstream.sink.runtime.observe.SinkStatus;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.Map;
import java.util.Set;

/** The health port of a sink that is held until it is asked to try again. */
final class HeldSinkPort implements AutoCloseable {
    private volatile SinkStatus.State state = SinkStatus.State.HELD;
    private final HealthServer server = HealthServer.start(
            new InetSocketAddress("127.0.0.1", 0),
            () -> Map.of(KeptSink.NAME, status()),
            () -> "",
            () -> state = SinkStatus.State.RUNNING,
            new AllowedHosts(Set.of()));

    private SinkStatus status() {
        return new SinkStatus(
                state,
                state == SinkStatus.State.HELD ? "http_401" : "",
                Instant.EPOCH,
                new SinkStatus.Lag(3, 0.5),
                new SinkStatus.Counts(0, 0, 0, 0, 0, 0),
                Map.of(),
                new SinkStatus.Sending(0, 1, 0, 1));
    }

    String page() {
        return "http://127.0.0.1:" + server.port() + "/health";
    }

    @Override
    public void close() {
        server.close();
    }
}
