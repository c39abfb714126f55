package io.callstream.gateway.call;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.callstream.events.SuccessEvent;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** What an operator reads of each call at level DEBUG. */
class CallLogTest {
    private static final String UNKNOWN = "{\"model\":\"sk-secret\\u001b\",\"messages\":[]}";

    private final Logger logger = (Logger) LoggerFactory.getLogger("io.callstream.gateway.call.CallLog");
    private final ListAppender<ILoggingEvent> lines = new ListAppender<>();

    @BeforeEach
    void listen() {
        lines.start();
        logger.addAppender(lines);
        logger.setAdditive(false);
    }

    @AfterEach
    void stop() {
        logger.setAdditive(true);
        logger.setLevel(null);
        logger.detachAppender(lines);
    }

    private List<String> told() {
        return lines.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
    }

    @Test
    @DisplayName("Operators: DEBUG tells each call's course, and nothing that was said in it")
    void aCallsCourseIsTold() {
        logger.setLevel(Level.DEBUG);
        try (CallRig rig = CallRig.withOneDeployment()) {
            rig.call(CallRig.stream());
            rig.advance(Duration.ofMillis(40));
            rig.wire().beginStream();
            rig.advance(Duration.ofMillis(20));
            rig.wire()
                    .chunk(CallRig.frame("Hi", "stop"))
                    .chunk("data: [DONE]\n\n")
                    .endChunks();
            String call = "call " + rig.lane().only(SuccessEvent.class).getCallId();

            assertThat(told())
                    .containsExactly(
                            call + " begun: type=chat_completion stream=true bytes="
                                    + CallRig.stream().length(),
                            call + " sent: model_group=m deployment=one provider=openai host=one.example ms=0",
                            call + " answered: status=200 ms=40",
                            call + " ended: outcome=success status=200 ms=60 upstream_ms=60 ttft_ms=60");
        }
    }

    @Test
    void oneThatWentNowhereHasNoStatusAndNothingOfItsRequestIsTold() {
        logger.setLevel(Level.DEBUG);
        try (CallRig rig = CallRig.withOneDeployment()) {
            rig.call(UNKNOWN);

            assertThat(told())
                    .last()
                    .asString()
                    .endsWith(" ended: outcome=MODEL_NOT_FOUND status=- ms=0 upstream_ms=0 ttft_ms=-");
            assertThat(told()).noneSatisfy(line -> assertThat(line).containsAnyOf("secret", "\u001b"));
        }
    }

    @Test
    @DisplayName("Operators: INFO is silent about calls")
    void callsAreNoNews() {
        logger.setLevel(Level.INFO);
        try (CallRig rig = CallRig.withOneDeployment()) {
            rig.call(CallRig.plain());
            rig.wire().answer(500, "{}");
            rig.call(CallRig.plain());
            rig.wire().answer(200, CallRig.answer("Hi"));
        }

        assertThat(lines.list).isEmpty();
    }
}
