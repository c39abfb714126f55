package io.callstream.recipes.workflow;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.callstream.events.SuccessEvent;
import io.callstream.sink.CallEvent;
import io.callstream.sink.Delivery;
import io.callstream.sink.Sink;
import io.callstream.sink.http.HttpSender;
import io.callstream.sink.http.IdempotencyKey;
import io.callstream.sink.http.Message;
import io.callstream.sink.http.OneByOne;
import io.callstream.sink.http.StatusTable;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Brings tickets to the queue. The event's id goes along as the idempotency key, so that no ticket is queued twice. */
final class FollowUpSink implements Sink {
    private static final StatusTable STATUSES = StatusTable.standard();
    private static final ObjectMapper JSON = new ObjectMapper();

    private final FollowUpConfig config;
    private final HttpSender sender;

    FollowUpSink(FollowUpConfig config, HttpSender sender) {
        this.config = config;
        this.sender = sender;
    }

    @Override
    public Delivery deliver(List<CallEvent> batch) {
        return OneByOne.deliver(batch.stream().filter(this::calls).toList(), this::queue);
    }

    private boolean calls(CallEvent event) {
        return event instanceof CallEvent.Success success
                && success.event().getMetadata().containsKey(config.metadataKey())
                && Answers.text(success.event())
                        .toLowerCase(Locale.ROOT)
                        .contains(config.word().toLowerCase(Locale.ROOT));
    }

    private Delivery queue(CallEvent event) {
        SuccessEvent call = ((CallEvent.Success) event).event();
        Message ticket = Message.json(body(call)).with(IdempotencyKey.HEADER, IdempotencyKey.of(List.of(event)));
        return STATUSES.delivery(sender.post(config.target(), ticket));
    }

    private byte[] body(SuccessEvent call) {
        try {
            return JSON.writeValueAsString(Map.of(
                            "ticket",
                            call.getMetadata().getOrDefault(config.metadataKey(), ""),
                            "event_id",
                            call.getEventId()))
                    .getBytes(StandardCharsets.UTF_8);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("texts can always be written as JSON", e);
        }
    }

    @Override
    public void close() {
        sender.close();
    }
}
