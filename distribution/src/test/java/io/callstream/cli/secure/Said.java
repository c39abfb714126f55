package io.callstream.cli.secure;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.slf4j.LoggerFactory;

/** What one logger writes, from now on until it is closed. */
final class Said extends AppenderBase<ILoggingEvent> implements AutoCloseable {
    private static final String AUDIT = "kafka.authorizer.logger";

    private final List<String> lines = new CopyOnWriteArrayList<>();
    private final Logger logger;
    private final Level before;

    private Said(String name) {
        logger = (Logger) LoggerFactory.getLogger(name);
        before = logger.getLevel();
        start();
        logger.addAppender(this);
    }

    /** The product's own lines. */
    static Said byUs() {
        return new Said("io.callstream");
    }

    /** What Kafka's authorizer refuses. */
    static Said byAuthorizer() {
        Said audit = new Said(AUDIT);
        audit.logger.setLevel(Level.INFO);
        audit.logger.setAdditive(false);
        return audit;
    }

    /** Without attempts to create topics: nothing depends on them. */
    List<String> refusals(String user) {
        return lines.stream()
                .filter(line -> line.contains("User:" + user + " is Denied") && !line.contains("operation = CREATE"))
                .toList();
    }

    void forget() {
        lines.clear();
    }

    String text() {
        return String.join("\n", lines);
    }

    @Override
    protected void append(ILoggingEvent event) {
        lines.add(event.getFormattedMessage());
    }

    @Override
    public void close() {
        logger.detachAppender(this);
        logger.setLevel(before);
    }
}
