package io.callstream.cli.log;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;

/** The log as the product writes it, in both formats. */
class LogFormatTest {
    @Test
    void everyLineHasDateLevelAndMessage() {
        String line = line(configured(Map.of()), "it happened", null);

        assertThat(line).matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}\\S+ WARN {2}Log it happened\\R");
    }

    @Test
    void aLineOfJsonIsOneObjectWhateverTheMessage() throws Exception {
        LoggerContext context = configured(Map.of("CALLSTREAM_LOG_FORMAT", "json"));

        String line = line(context, "a \"quote\"\nand \\ \u0007 \ud83d é", new IllegalStateException("broken"));

        assertThat(line).endsWith("}\n").containsOnlyOnce("\n");
        JsonNode json = new ObjectMapper().readTree(line);
        assertThat(json.get("message").asText()).isEqualTo("a \"quote\"\nand \\ \u0007 \ud83d é");
        assertThat(json.get("level").asText()).isEqualTo("WARN");
        assertThat(json.get("logger").asText()).isEqualTo("io.callstream.Log");
        assertThat(json.get("time").asText()).isEqualTo("2026-11-26T12:00:00.123Z");
        assertThat(json.get("exception").asText()).startsWith("java.lang.IllegalStateException: broken");
    }

    @Test
    void theLevelIsTheProducts() {
        assertThat(level(Map.of())).isEqualTo(Level.INFO);
        assertThat(level(Map.of("CALLSTREAM_LOG_LEVEL", "DEBUG"))).isEqualTo(Level.DEBUG);
        assertThat(level(Map.of("CALLSTREAM_LOG", "ERROR"))).isEqualTo(Level.ERROR);
        assertThat(level(Map.of("CALLSTREAM_LOG", "ERROR", "CALLSTREAM_LOG_LEVEL", "WARN")))
                .isEqualTo(Level.WARN);
    }

    @Test
    void librariesSayOnlyWhatIsWrong() {
        LoggerContext context = configured(Map.of());

        assertThat(context.getLogger("io.netty").getEffectiveLevel()).isEqualTo(Level.WARN);
        assertThat(context.getLogger("org.apache.kafka.clients").getEffectiveLevel())
                .isEqualTo(Level.ERROR);
        assertThat(context.getLogger("io.confluent").getEffectiveLevel()).isEqualTo(Level.OFF);
    }

    @Test
    void aFileOfLogbacksTakesItsPlace() {
        LoggerContext context = new LoggerContext();

        assertThat(new LogSetUp(Map.of("logback.configurationFile", "mine.xml")::get).configure(context))
                .isEqualTo(Configurator.ExecutionStatus.INVOKE_NEXT_IF_ANY);
        assertThat(context.getLogger("ROOT").iteratorForAppenders().hasNext()).isFalse();
    }

    @Test
    void logbackFindsIt() {
        assertThat(ServiceLoader.load(Configurator.class)).hasAtLeastOneElementOfType(LogSetUp.class);
    }

    private static Level level(Map<String, String> environment) {
        return configured(environment).getLogger("io.callstream").getLevel();
    }

    private static LoggerContext configured(Map<String, String> environment) {
        LoggerContext context = new LoggerContext();
        assertThat(new LogSetUp(environment::get).configure(context))
                .isEqualTo(Configurator.ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY);
        return context;
    }

    private static String line(LoggerContext context, String message, Throwable thrown) {
        Logger root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        ConsoleAppender<ILoggingEvent> appender = (ConsoleAppender<ILoggingEvent>) root.getAppender("stderr");
        LoggingEvent event = new LoggingEvent(
                LogFormatTest.class.getName(),
                context.getLogger("io.callstream.Log"),
                Level.WARN,
                message,
                thrown,
                new Object[0]);
        event.setTimeStamp(1_795_694_400_123L);
        return new String(appender.getEncoder().encode(event), StandardCharsets.UTF_8);
    }
}
