package io.callstream.sink.runtime.erase;

import io.callstream.events.ErasedPlace;
import io.callstream.events.ErasureKind;
import io.callstream.events.ErasureReport;
import io.callstream.events.codec.EventDecoder;
import io.callstream.events.codec.RegistryWriterSchemas;
import io.callstream.events.codec.SchemaUnavailableException;
import io.callstream.events.codec.UnknownSchemaException;
import io.callstream.reader.ReadFailedException;
import io.callstream.reader.TopicConsumers;
import io.callstream.reader.erasure.ErasureReports;
import io.callstream.settings.KafkaSettings;
import io.callstream.settings.RegistrySettings;
import io.callstream.sink.Erasure;
import io.callstream.sink.SinkUnavailableException;
import io.callstream.sink.runtime.deliver.Causes;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/** The reports of one account. For one thread. */
final class RemovalReports implements AutoCloseable {
    private final String account;
    private final Clock clock;
    private final ErasureLog log;
    private final ErasureReports earlier;

    RemovalReports(String account, KafkaSettings kafka, RegistrySettings registry, Clock clock) {
        this.account = account;
        this.clock = clock;
        this.log = new ErasureLog(kafka, registry);
        this.earlier = new ErasureReports(
                new TopicConsumers(kafka), new EventDecoder(new RegistryWriterSchemas(log.schemas())));
    }

    /**
     * Takes over what was reported of this erasure before this process began, so that a second run adds to it.
     *
     * @throws SinkUnavailableException if Kafka or the registry does not answer
     */
    void recall(Erasure erasure, Removals removals) {
        if (!removals.of(erasure).isEmpty()) {
            return;
        }
        try {
            earlier.read(ErasureKind.REPORT, ErasureReport.class, id(erasure)::equals)
                    .forEach(report -> removals.known(erasure.eventId(), report.getPlaces()));
        } catch (ReadFailedException | SchemaUnavailableException | UnknownSchemaException e) {
            throw new SinkUnavailableException("earlier reports cannot be read: " + Causes.of(e), e);
        }
    }

    /** @return why it could not be written; empty when Kafka has it */
    Optional<String> report(Erasure erasure, List<ErasedPlace> places) throws InterruptedException {
        ErasureReport report = ErasureReport.newBuilder()
                .setReportId(id(erasure))
                .setErasureId(erasure.eventId())
                .setAccount(account)
                .setReportedAt(clock.instant())
                .setPlaces(places)
                .build();
        return log.write(ErasureKind.REPORT, id(erasure), report);
    }

    private String id(Erasure erasure) {
        return erasure.eventId() + ':' + account;
    }

    @Override
    public void close() {
        log.close();
    }
}
