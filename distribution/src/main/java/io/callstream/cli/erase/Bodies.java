package io.callstream.cli.erase;

import io.callstream.cli.config.Configuration;
import io.callstream.events.ErasedPlace;
import io.callstream.events.EventKind;
import io.callstream.events.codec.UnreadableEventException;
import io.callstream.events.codec.WriterSchemas;
import io.callstream.events.erasure.Owner;
import io.callstream.events.erasure.OwnerDecoder;
import io.callstream.events.erasure.Subject;
import io.callstream.events.erasure.SubjectKind;
import io.callstream.gateway.event.BodyFolder;
import io.callstream.reader.RangePlanner;
import io.callstream.reader.RangeReader;
import io.callstream.reader.TopicConsumers;
import io.callstream.reader.time.TimeSpan;
import io.callstream.settings.Problems;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** The bodies that the gateway keeps as files, where this machine has them. */
final class Bodies {
    private static final String BODIES = "bodies";
    private static final List<EventKind> WITH_BODIES =
            List.of(EventKind.PRE_CALL, EventKind.SUCCESS, EventKind.FAILURE);

    private final List<Path> folders;
    private final TopicConsumers consumers;
    private final WriterSchemas schemas;

    private Bodies(List<Path> folders, TopicConsumers consumers, WriterSchemas schemas) {
        this.folders = folders;
        this.consumers = consumers;
        this.schemas = schemas;
    }

    /** @param data folder of {@code gateway} or {@code up} */
    static Bodies of(Configuration configuration, Path data, TopicConsumers consumers, WriterSchemas schemas) {
        Optional<Path> configured = configuration
                .open(new Problems())
                .section("callstream")
                .section(BODIES)
                .text("directory")
                .map(Path::of);
        List<Path> folders = configured
                .map(List::of)
                .orElseGet(() ->
                        List.of(data.resolve(BODIES), data.resolve("gateway").resolve(BODIES)));
        return new Bodies(folders.stream().filter(Files::isDirectory).toList(), consumers, schemas);
    }

    /** Whether this machine has any. */
    boolean here() {
        return !folders.isEmpty();
    }

    /**
     * Deletes the files of the subject's calls.
     *
     * @throws io.callstream.reader.ReadFailedException if Kafka does not answer
     */
    List<ErasedPlace> remove(Subject subject) {
        Set<String> calls = subject.kind() == SubjectKind.CALL ? Set.of(subject.value()) : calls(subject);
        return folders.stream().map(folder -> remove(folder, calls)).toList();
    }

    private static ErasedPlace remove(Path folder, Set<String> calls) {
        try {
            int files = new BodyFolder(folder, Long.MAX_VALUE, Duration.ofDays(1), Clock.systemUTC()).remove(calls);
            return new ErasedPlace(folder.toString(), "files", (long) files, null);
        } catch (IOException e) {
            return new ErasedPlace(folder.toString(), "files", 0L, "not all files can be removed: " + e.getMessage());
        }
    }

    /** The calls that the topics still tell of: bodies are kept no longer than that, unless somebody said otherwise. */
    private Set<String> calls(Subject subject) {
        Set<String> calls = new HashSet<>();
        try (Consumer<byte[], byte[]> consumer = consumers.open()) {
            RangePlanner planner = new RangePlanner(consumer, consumers.servers());
            WITH_BODIES.stream()
                    .filter(kind -> planner.exists(kind.topic()))
                    .forEach(kind -> read(
                            new RangeReader(
                                    consumer,
                                    planner.plan(kind.topic(), TimeSpan.ALL).partitions()),
                            new OwnerDecoder(schemas, kind.schema()),
                            subject,
                            calls));
        }
        return calls;
    }

    private static void read(RangeReader reader, OwnerDecoder decoder, Subject subject, Set<String> calls) {
        for (Optional<ConsumerRecord<byte[], byte[]>> record = reader.next();
                record.isPresent();
                record = reader.next()) {
            owner(record.get(), decoder)
                    .filter(subject::matches)
                    .flatMap(owner -> Stream.ofNullable(owner.callId()).findFirst())
                    .ifPresent(calls::add);
        }
    }

    private static Optional<Owner> owner(ConsumerRecord<byte[], byte[]> record, OwnerDecoder decoder) {
        if (record.value() == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(decoder.owner(record.value()));
        } catch (UnreadableEventException e) {
            return Optional.empty();
        }
    }
}
