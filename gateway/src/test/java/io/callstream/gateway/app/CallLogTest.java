package io.callstream.gateway.app;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.callstream.events.SuccessEvent;
import io.callstream.testing.provider.SimulatedProvider;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** What an operator reads of each call at level DEBUG. */
class CallLogTest {
    private final Logger logger = (Logger) LoggerFactory.getLogger("io.callstream.gateway.call.CallLog");
    private final ListAppender<ILoggingEvent> lines = new ListAppender<>();
    private final SimulatedProvider provider = SimulatedProvider.start();
    private final TestGateway gateway = TestGateway.to(provider.apiBase(), "gpt-4o");

    @BeforeEach
    void listen() {
        lines.start();
        logger.addAppender(lines);
    }

    @AfterEach
    void stop() {
        logger.setLevel(null);
        logger.detachAppender(lines);
        gateway.close();
        provider.close();
    }

    @Test
    @DisplayName("Operators: DEBUG tells each call's course, and nothing that was said in it")
    void aCallsCourseIsTold() {
        logger.setLevel(Level.DEBUG);

        new Http().post(gateway.url(Asking.CHAT), Asking.plain("m"));
        new Http().post(gateway.url(Asking.CHAT), Asking.plain("sk-secret\\u001b"));
        String callId = gateway.tape().await(SuccessEvent.class).getCallId();
        gateway.stop(Duration.ofSeconds(1));

        List<String> told =
                lines.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
        assertThat(told.stream().filter(line -> line.startsWith("call " + callId)))
                .satisfiesExactly(
                        line -> assertThat(line).contains("begun: type=chat_completion stream=false bytes="),
                        line -> assertThat(line)
                                .contains("sent: model_group=m deployment=deployment-1 provider=openai host=127.0.0.1"),
                        line -> assertThat(line).contains("answered: status=200 ms="),
                        line -> assertThat(line).contains("ended: outcome=success status=200 ms="));
        assertThat(told).anySatisfy(line -> assertThat(line).contains("ended: outcome=MODEL_NOT_FOUND status=-"));
        assertThat(told).noneSatisfy(line -> assertThat(line).containsAnyOf("Hello", "\u001b", "sk-"));
    }

    @Test
    @DisplayName("Operators: INFO is silent about calls")
    void callsAreNoNews() {
        logger.setLevel(Level.INFO);

        new Http().post(gateway.url(Asking.CHAT), Asking.plain("m"));
        gateway.tape().await(SuccessEvent.class);

        assertThat(lines.list).isEmpty();
    }
}
