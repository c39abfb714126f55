package io.callstream.analytics.run;

import io.callstream.reader.NotAllowed;
import io.callstream.settings.SettingsException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Properties;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.errors.StreamsException;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One topology, running: it lags, fails and is taken over alone. Thread-safe. */
public final class StreamsApp implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(StreamsApp.class);
    private static final Duration PAUSE = Duration.ofSeconds(2);
    private static final Duration RECENT = Duration.ofMinutes(1);
    private static final Duration END = Duration.ofSeconds(20);

    private final String name;
    private final KafkaStreams streams;
    private final Clock clock;
    private volatile Optional<Trouble> trouble = Optional.empty();

    private StreamsApp(String name, KafkaStreams streams, Clock clock) {
        this.name = name;
        this.streams = streams;
        this.clock = clock;
    }

    /** Why a thread ended, and when. */
    private record Trouble(String reason, Instant at) {}

    /** @throws SettingsException if another process uses the folder */
    static StreamsApp start(String name, Topology topology, Properties config, Clock clock) {
        StreamsApp app;
        try {
            app = new StreamsApp(name, new KafkaStreams(topology, config), clock);
            app.streams.setUncaughtExceptionHandler(app::ended);
            app.streams.start();
        } catch (StreamsException e) {
            throw new SettingsException("analytics cannot use its folder " + config.get("state.dir") + ": "
                    + e.getMessage() + " (is another one running there? give each its own --data-dir)");
        }
        return app;
    }

    /** A thread has ended; it is replaced, and comes back to the same record. */
    private StreamThreadExceptionResponse ended(Throwable reason) {
        Throwable cause = reason;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        String why = NotAllowed.by(reason).orElse(cause.getClass().getSimpleName() + ": " + cause.getMessage());
        trouble = Optional.of(new Trouble(why, clock.instant()));
        log.error("topology starts again: topology={} reason={}", name, why);
        try {
            Thread.sleep(PAUSE.toMillis());
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        }
        return StreamThreadExceptionResponse.REPLACE_THREAD;
    }

    public String name() {
        return name;
    }

    /** For questions to its stores. */
    public KafkaStreams streams() {
        return streams;
    }

    public KafkaStreams.State state() {
        return streams.state();
    }

    public boolean running() {
        return streams.state() == KafkaStreams.State.RUNNING;
    }

    /** Why a thread of it ended within the last minute, if one did. */
    public Optional<String> recentTrouble() {
        return trouble.filter(last -> last.at().plus(RECENT).isAfter(clock.instant()))
                .map(Trouble::reason);
    }

    /**
     * Records of the partition that lags most that have not been read yet. What each partition lags now: the client's own
     * {@code records-lag-max} is the most of the last minute, and says so long after all has been read.
     */
    public long lag() {
        return streams.metrics().values().stream()
                .filter(metric -> metric.metricName().name().equals("records-lag"))
                .map(Metric::metricValue)
                .filter(Double.class::isInstance)
                .mapToLong(value -> ((Double) value).longValue())
                .max()
                .orElse(0);
    }

    @Override
    public void close() {
        if (!streams.close(END)) {
            log.warn("topology has not ended within {} s: topology={}", END.toSeconds(), name);
        }
    }
}
