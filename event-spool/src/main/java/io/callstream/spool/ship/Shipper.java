package io.callstream.spool.ship;

import io.callstream.spool.LaneLog;
import io.callstream.spool.LogReader;
import io.callstream.spool.LogStream;
import io.callstream.spool.RareWarning;
import io.callstream.spool.Spool;
import io.callstream.spool.SpoolKind;
import io.callstream.spool.ship.SchemaIds.WrittenAs;
import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.errors.InterruptException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ships the spool to Kafka on a thread of its own. Kafka or the registry being away costs nothing but time: records
 * wait in the spool. After a fault the producers are made anew and everything unacknowledged is sent again, in order.
 * The thread gives way to those that serve calls, and so do the producers' threads, which it starts.
 */
public final class Shipper implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Shipper.class);
    private static final Duration WARN_EVERY = Duration.ofSeconds(30);
    private static final Duration IDLE = Duration.ofMillis(2);
    private static final Duration RETRY = Duration.ofSeconds(1);
    private static final Duration CLOSE = Duration.ofSeconds(10);

    private final Spool spool;
    private final ProducerSource producers;
    private final SchemaIds schemas;
    private final ShipCounts counts = new ShipCounts();
    private final Refusals refusals;
    private final RecordHeaders headers;
    private final ShortEvents shortEvents;
    private final Thread thread;
    private final RareWarning waiting = new RareWarning(log, WARN_EVERY);
    private final RareWarning restarted = new RareWarning(log, WARN_EVERY);
    private volatile String state = "waiting for kafka";
    private volatile boolean closing;
    private volatile boolean stopped;

    Shipper(Spool spool, ProducerSource producers, SchemaIds schemas, BodyKeeper bodies) {
        this.spool = spool;
        this.producers = producers;
        this.schemas = schemas;
        this.refusals = new Refusals(spool, counts);
        this.headers = new RecordHeaders(spool);
        this.shortEvents = new ShortEvents(spool, bodies);
        this.thread = new Thread(this::run, "shipper");
        thread.setDaemon(true);
        thread.setPriority(Thread.MIN_PRIORITY);
    }

    /**
     * One that ships to Kafka, from {@link #begin} on.
     *
     * @param registry makes the client of the registry; asked for on a background thread, when shipping has begun
     * @param bodies keeps the bodies of events that are too large for their topic
     */
    public static Shipper toKafka(
            Spool spool, ShipOptions options, Supplier<SchemaRegistryClient> registry, BodyKeeper bodies) {
        ProducerSource producers = stream -> new KafkaProducer<>(ProducerSettings.of(options.kafka(), stream));
        return of(spool, options, registry, producers, bodies);
    }

    /** Takes everything out of a spool whose content is of no use, the way it would go to Kafka. */
    public static Shipper toNowhere(Spool spool) {
        ProducerSource producers = NowhereProducer.taking(spool.kinds());
        SchemaRegistrar registrar = new SchemaRegistrar(NowhereRegistry::new, spool, true);
        return new Shipper(spool, producers, new SchemaIds(registrar, SchemaIdCache.NONE), BodyKeeper.NOWHERE);
    }

    static Shipper of(
            Spool spool,
            ShipOptions options,
            Supplier<SchemaRegistryClient> registry,
            ProducerSource producers,
            BodyKeeper bodies) {
        SchemaRegistrar registrar = new SchemaRegistrar(registry, spool, options.autoRegister());
        SchemaIds schemas =
                new SchemaIds(registrar, new SchemaIdFile(spool.directory(), options.registryUrl(), spool.kinds()));
        return new Shipper(spool, producers, schemas, bodies);
    }

    /** Starts shipping; returns at once, whether Kafka and the registry are there or not. To be called once. */
    public void begin() {
        Set<WrittenAs> current = new LinkedHashSet<>();
        for (SpoolKind kind : spool.ownKinds()) {
            current.add(new WrittenAs(kind, spool.fingerprint(kind)));
        }
        schemas.start(current);
        thread.start();
    }

    public ShipStats stats() {
        return counts.stats(state);
    }

    /**
     * Ships what is in the spool until it is empty or the time is over, then stops. What is left stays in the spool.
     * Nothing may be appended meanwhile.
     */
    public void close(Duration deadline) {
        closing = true;
        LockSupport.unpark(thread);
        try {
            thread.join(Math.max(1, deadline.toMillis()));
            stopped = true;
            thread.interrupt();
            thread.join();
        } catch (InterruptedException e) {
            stopped = true;
            thread.interrupt();
            Thread.currentThread().interrupt();
        }
        schemas.close();
    }

    @Override
    public void close() {
        close(CLOSE);
    }

    private void run() {
        while (!stopped) {
            Connection connection = connect();
            if (connection == null) {
                look();
                pause(RETRY);
            } else {
                boolean finished = ship(connection);
                if (finished) {
                    return;
                }
            }
        }
    }

    private @Nullable Connection connect() {
        state = "waiting for kafka";
        try {
            return Connection.open(producers, spool.kinds());
        } catch (InterruptException e) {
            return null; // the deadline of close
        } catch (RuntimeException e) {
            // Kafka's client throws many kinds here, down to unknown host names; none may end this thread.
            waiting.warn("waiting for kafka: retry_ms={} error={}", RETRY.toMillis(), e.toString());
            return null;
        }
    }

    /** Ships until a fault or the end; whether it was the end. */
    private boolean ship(Connection connection) {
        RecordSender sender = new RecordSender(connection, refusals, counts, headers, shortEvents);
        ShipLoop loop = new ShipLoop(spool, schemas, refusals, connection, sender);
        try {
            while (connection.fault() == null && !stopped) {
                boolean busy = loop.round();
                String waiting = loop.waitingFor();
                state = waiting == null ? ShipStats.FLOWS : "waiting for " + waiting;
                if (closing && loop.drained()) {
                    return true;
                }
                if (!busy) {
                    pause(IDLE);
                }
            }
        } catch (InterruptException e) {
            stopped = true; // the deadline of close
        } catch (RuntimeException e) {
            // Whatever it was: this thread must live on, and sending everything unacknowledged again is always right.
            connection.failed(e);
        } finally {
            connection.close();
            loop.settle();
        }
        if (!stopped) {
            restart(connection);
        }
        return stopped;
    }

    private void restart(Connection connection) {
        restarted.warn("shipping starts anew: error={}", String.valueOf(connection.fault()));
        counts.restarted();
        for (LaneLog each : spool.logs()) {
            for (LogStream stream : LogStream.values()) {
                each.reader(stream).rewind();
            }
        }
        state = "waiting for kafka";
        look();
        pause(RETRY);
    }

    /** Finds out how old the oldest record is that waits, though nothing can be sent now. */
    private void look() {
        for (LaneLog each : spool.logs()) {
            for (LogStream stream : LogStream.values()) {
                LogReader reader = each.reader(stream);
                reader.peek();
                reader.settle();
            }
        }
    }

    private void pause(Duration time) {
        LockSupport.parkNanos(this, time.toNanos());
    }
}
