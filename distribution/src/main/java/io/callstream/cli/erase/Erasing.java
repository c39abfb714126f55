package io.callstream.cli.erase;

import io.callstream.cli.config.Configuration;
import io.callstream.cli.config.Connections;
import io.callstream.cli.sink.Sinks;
import io.callstream.events.ErasureEvent;
import io.callstream.events.ErasureKind;
import io.callstream.events.ErasureReport;
import io.callstream.events.codec.EventDecoder;
import io.callstream.events.codec.RegistryClients;
import io.callstream.events.codec.RegistryWriterSchemas;
import io.callstream.events.erasure.Subject;
import io.callstream.reader.TopicConsumers;
import io.callstream.reader.erasure.ErasureReports;
import io.callstream.sink.runtime.erase.ErasureLog;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Asks for erasures and looks at what came of them. Blocks on the network; for one thread. */
final class Erasing implements AutoCloseable {
    private static final Duration LOOK_AGAIN = Duration.ofMillis(500);
    private static final String BODIES = "bodies";

    private final Connections connections;
    private final Scope scope;
    private final RegistryWriterSchemas schemas;
    private final ErasureReports reports;
    private final ErasureLog log;
    private final Bodies bodies;
    private final Clock clock;

    private Erasing(Connections connections, Scope scope, Configuration configuration, Path data, Clock clock) {
        this.connections = connections;
        this.scope = scope;
        this.clock = clock;
        TopicConsumers consumers = new TopicConsumers(connections.kafka());
        this.schemas = new RegistryWriterSchemas(RegistryClients.connect(
                connections.registry().url(), connections.registry().properties()));
        this.reports = new ErasureReports(consumers, new EventDecoder(schemas));
        this.log = new ErasureLog(connections.kafka(), connections.registry());
        this.bodies = Bodies.of(configuration, data, consumers, schemas);
    }

    /**
     * @param named sinks whose reports are waited for; empty for all
     * @throws io.callstream.cli.problem.UserError if there is no such sink
     */
    static Erasing open(Configuration configuration, Sinks sinks, Path data, List<String> named, Clock clock) {
        return new Erasing(
                Connections.of(configuration), Scope.of(configuration, sinks, named), configuration, data, clock);
    }

    /**
     * Writes the request; when this returns, nobody can miss it any more. Then deletes the files of bodies that this machine has.
     *
     * @throws IllegalStateException if Kafka or the registry does not take it: nothing has been asked for then
     */
    void request(ErasureEvent request, Subject subject) throws InterruptedException {
        written(ErasureKind.ERASURE, subject.key(), request);
        if (bodies.here()) {
            ErasureReport report = ErasureReport.newBuilder()
                    .setReportId(request.getErasureId() + ':' + BODIES)
                    .setErasureId(request.getErasureId())
                    .setAccount(BODIES)
                    .setReportedAt(clock.instant())
                    .setPlaces(bodies.remove(subject))
                    .build();
            written(ErasureKind.REPORT, report.getReportId(), report);
        }
    }

    private void written(ErasureKind kind, String key, org.apache.avro.specific.SpecificRecord record)
            throws InterruptedException {
        Optional<String> unwritten = log.write(kind, key, record);
        if (unwritten.isPresent()) {
            throw new IllegalStateException(unwritten.get());
        }
    }

    /** What is known when every account has reported, or the time is up. */
    Account await(ErasureEvent request, Duration patience) throws InterruptedException {
        long deadline = System.nanoTime() + patience.toNanos();
        Map<String, String> stays = Staying.of(connections.kafka(), scope.without(), bodies.here());
        Account account = account(request.getErasureId(), Optional.of(request), stays);
        while (!account.pending().isEmpty() && System.nanoTime() < deadline) {
            TimeUnit.MILLISECONDS.sleep(LOOK_AGAIN.toMillis());
            account = account(request.getErasureId(), Optional.of(request), stays);
        }
        return account;
    }

    /** Every erasure that is known of, oldest first. */
    List<Account> all() {
        Map<String, String> stays = Staying.of(connections.kafka(), scope.without(), bodies.here());
        List<ErasureReport> told = reports.read(ErasureKind.REPORT, ErasureReport.class, key -> true);
        return reports.read(ErasureKind.ERASURE, ErasureEvent.class, key -> true).stream()
                .map(request -> Account.of(request.getErasureId(), Optional.of(request), told, scope.accounts(), stays))
                .toList();
    }

    /** Empty if nobody has heard of it. */
    Optional<Account> one(String erasureId) {
        Optional<ErasureEvent> request = reports.read(ErasureKind.ERASURE, ErasureEvent.class, key -> true).stream()
                .filter(each -> each.getErasureId().equals(erasureId))
                .findFirst();
        Account account = account(erasureId, request, Staying.of(connections.kafka(), scope.without(), bodies.here()));
        return request.isEmpty() && account.removed().isEmpty() ? Optional.empty() : Optional.of(account);
    }

    private Account account(String erasureId, Optional<ErasureEvent> request, Map<String, String> stays) {
        List<ErasureReport> told =
                reports.read(ErasureKind.REPORT, ErasureReport.class, key -> key.startsWith(erasureId + ':'));
        return Account.of(erasureId, request, told, scope.accounts(), stays);
    }

    @Override
    public void close() {
        log.close();
    }
}
