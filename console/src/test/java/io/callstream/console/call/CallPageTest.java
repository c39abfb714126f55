package io.callstream.console.call;

import static org.assertj.core.api.Assertions.assertThat;

import io.callstream.events.EventKind;
import io.callstream.events.FailureEvent;
import io.callstream.events.SuccessEvent;
import io.callstream.testing.events.SampleCall;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
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

    private static CallPage failed(boolean mayRead) {
        FailureEvent event = SampleCall.number(4).failure();
        event.setProviderErrorBody("{\"error\":\"<b>of the prompt</b>\"}");
        event.setMetadata(Map.of("feature", "a \"greeting\""));
        event.setTags(List.of("one", "two"));
        TopicPartition place = new TopicPartition(EventKind.FAILURE.topic(), 0);
        CallEvents.Found end = new CallEvents.Found(EventKind.FAILURE, place, 0, Instant.EPOCH, 1, event);
        return new CallPage(new CallEvents(event.getCallId(), List.of(end), true), mayRead, "http://gateway", false);
    }

    private static Map<String, String> context(CallPage page) {
        return page.context().stream().collect(Collectors.toMap(CallPage.Fact::name, CallPage.Fact::value));
    }

    @Test
    void whatTellsOfContentIsForThoseWhoMayReadIt() {
        assertThat(context(failed(true))).containsKeys("Metadata", "Parameters", "Client");
        assertThat(failed(true).refusal()).contains("<b>of the prompt</b>");
        assertThat(context(failed(false))).containsKey("Client").doesNotContainKeys("Metadata", "Parameters");
        assertThat(failed(false).refusal()).isEmpty();
    }

    @Test
    void mapsAreWrittenAsJsonAndListsAsWords() {
        assertThat(context(failed(true)))
                .containsEntry("Metadata", "{\"feature\":\"a \\\"greeting\\\"\"}")
                .containsEntry("Tags", "one, two");
    }

    private static String curl(String type, String body) {
        SuccessEvent event = SampleCall.number(1).success();
        event.setCallType(type);
        event.setRequestBody(body);
        TopicPartition place = new TopicPartition(EventKind.SUCCESS.topic(), 0);
        CallEvents.Found end = new CallEvents.Found(EventKind.SUCCESS, place, 0, Instant.EPOCH, 1, event);
        return new CallPage(new CallEvents(event.getCallId(), List.of(end), true), true, "http://gateway", false)
                .curl();
    }

    @Test
    void theCommandGoesWhereItsBodyIsUnderstood() {
        assertThat(curl("chat_completion", "{\"messages\":[]}")).contains("'http://gateway/v1/chat/completions'");
        assertThat(curl("responses", "{\"input\":\"hi\"}")).contains("'http://gateway/v1/responses'");
        assertThat(curl("responses", "{\"messages\":[]}")).contains("'http://gateway/v1/chat/completions'");
        assertThat(curl("aimage_generation", "{}")).contains("'http://gateway/v1/images/generations'");
        assertThat(curl("atranscription", "")).isEmpty();
    }

    @Test
    void theEndIsListedBehindTheFirstOfManyChunks() {
        SampleCall call = SampleCall.number(1);
        List<CallEvents.Found> events = new ArrayList<>();
        TopicPartition chunks = new TopicPartition(EventKind.CHUNK.topic(), 0);
        for (int i = 0; i < 100; i++) {
            events.add(new CallEvents.Found(
                    EventKind.CHUNK, chunks, i, Instant.EPOCH, 1, call.chunks().get(0)));
        }
        TopicPartition ends = new TopicPartition(EventKind.SUCCESS.topic(), 0);
        events.add(new CallEvents.Found(EventKind.SUCCESS, ends, 0, Instant.EPOCH, 1, call.success()));
        CallPage page = new CallPage(new CallEvents(call.callId(), events, true), true, "http://gateway", false);
        assertThat(page.listed()).hasSize(41).last().matches(line -> line.kind().equals("success"));
        assertThat(page.eventsLeftOut()).isEqualTo(60);
    }
}
