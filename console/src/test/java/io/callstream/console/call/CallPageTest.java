package io.callstream.console.call;

import static org.assertj.core.api.Assertions.assertThat;

import io.callstream.events.EventKind;
import io.callstream.events.SuccessEvent;
import io.callstream.testing.events.SampleCall;
import java.time.Instant;
import java.util.List;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class CallPageTest {
    private static CallPage page(String own, boolean mayRead) {
        SuccessEvent event = SampleCall.number(1).success();
        event.setProviderResponseBody(own);
        TopicPartition place = new TopicPartition(EventKind.SUCCESS.topic(), 0);
        CallEvents.Found end = new CallEvents.Found(EventKind.SUCCESS, place, 0, Instant.EPOCH, 1, event);
        return new CallPage(new CallEvents(event.getCallId(), List.of(end), true), mayRead, "http://gateway", false);
    }

    @Test
    void whatTheProviderSaidItselfIsForThoseWhoMayReadIt() {
        assertThat(page("{\"content\":[]}", true).ownForm()).isEqualTo("{\"content\":[]}");
        assertThat(page("{\"content\":[]}", false).ownForm()).isEmpty();
        assertThat(page(null, true).ownForm()).isEmpty();
    }

    @Test
    void ofALongOneThereIsTheBeginning() {
        assertThat(page("x".repeat(70_000), true).ownForm()).startsWith("xxx").endsWith("(the event has all of it)");
    }
}
