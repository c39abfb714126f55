package io.callstream.cli.log;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.classic.spi.ConfiguratorRank;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.encoder.Encoder;
import ch.qos.logback.core.spi.ContextAwareBase;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The log of a process: on stderr, because what commands print is on stdout, and quiet unless something is wrong. Written
 * in Java because reading logback's XML takes a tenth of a start. A configuration file of logback's, named with
 * {@code -Dlogback.configurationFile} or found on the class path, takes its place.
 */
@ConfiguratorRank(ConfiguratorRank.CUSTOM_TOP_PRIORITY)
public final class LogSetUp extends ContextAwareBase implements Configurator {
    private static final String TEXT = "%d{yyyy-MM-dd'T'HH:mm:ss.SSSXXX} %-5level %logger{0} %msg%n%ex{short}";

    /** Clients repeat every second, some with a stack trace, what the product says once. */
    private static final Map<String, Level> LEVELS = Map.of(
            "org.apache.kafka", Level.ERROR,
            "kafka", Level.ERROR,
            "io.confluent", Level.OFF,
            "state.change.logger", Level.OFF,
            // With `engine flink` a cluster runs in this process; what fails there, the command says.
            "org.apache.flink", Level.OFF);

    private final Function<String, @Nullable String> settings;

    /** As logback makes it: settings are system properties or variables of the environment. */
    public LogSetUp() {
        this(name -> System.getProperty(name, System.getenv(name)));
    }

    LogSetUp(Function<String, @Nullable String> settings) {
        this.settings = settings;
    }

    @Override
    public ExecutionStatus configure(LoggerContext logging) {
        if (fileIsThere()) {
            return ExecutionStatus.INVOKE_NEXT_IF_ANY;
        }
        Logger root = logging.getLogger(Logger.ROOT_LOGGER_NAME);
        root.setLevel(Level.WARN);
        root.addAppender(stderr(logging));
        LEVELS.forEach((name, level) -> logging.getLogger(name).setLevel(level));
        String level = setting("CALLSTREAM_LOG_LEVEL")
                .or(() -> setting("CALLSTREAM_LOG")) // its older name
                .orElse("INFO");
        logging.getLogger("io.callstream").setLevel(Level.toLevel(level, Level.INFO));
        return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
    }

    private boolean fileIsThere() {
        ClassLoader classes = LogSetUp.class.getClassLoader();
        return setting("logback.configurationFile").isPresent()
                || Stream.of("logback-test.xml", "logback.xml").anyMatch(name -> classes.getResource(name) != null);
    }

    private ConsoleAppender<ILoggingEvent> stderr(LoggerContext logging) {
        Encoder<ILoggingEvent> encoder =
                "json".equals(setting("CALLSTREAM_LOG_FORMAT").orElse("text")) ? new JsonLines() : text();
        encoder.setContext(logging);
        encoder.start();
        ConsoleAppender<ILoggingEvent> stderr = new ConsoleAppender<>();
        stderr.setContext(logging);
        stderr.setName("stderr");
        stderr.setTarget("System.err");
        stderr.setEncoder(encoder);
        stderr.start();
        return stderr;
    }

    private static PatternLayoutEncoder text() {
        PatternLayoutEncoder lines = new PatternLayoutEncoder();
        lines.setPattern(TEXT);
        return lines;
    }

    private Optional<String> setting(String name) {
        return Optional.ofNullable(settings.apply(name)).filter(value -> !value.isEmpty());
    }
}
