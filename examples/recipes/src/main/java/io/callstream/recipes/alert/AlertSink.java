package io.callstream.recipes.alert;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.callstream.events.FailureEvent;
import io.callstream.sink.CallEvent;
import io.callstream.sink.Delivery;
import io.callstream.sink.Sink;
import io.callstream.sink.http.HttpSender;
import io.callstream.sink.http.IdempotencyKey;
import io.callstream.sink.http.Message;
import io.callstream.sink.http.StatusTable;
import io.callstream.sink.http.Target;
import io.callstream.sink.json.Texts;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Tells of failures that are not the caller's own fault, with the error and never with what was said in the call. */
final class AlertSink implements Sink {
    private static final StatusTable STATUSES = StatusTable.standard();
    private static final int LONGEST_LINE = 300;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Target target;
    private final HttpSender sender;

    AlertSink(AlertConfig config, HttpSender sender) {
        this.target = new Target(config.url(), Map.of());
        this.sender = sender;
    }

    @Override
    public Delivery deliver(List<CallEvent> batch) {
        List<CallEvent> alarming = new ArrayList<>();
        for (CallEvent event : batch) {
            if (event instanceof CallEvent.Failure failure
                    && !failure.event().getOrigin().equals("client")) {
                alarming.add(event);
            }
        }
        if (alarming.isEmpty()) {
            return Delivery.delivered();
        }
        Message message = Message.json(body(alarming)).with(IdempotencyKey.HEADER, IdempotencyKey.of(alarming));
        return STATUSES.delivery(sender.post(target, message));
    }

    private static byte[] body(List<CallEvent> alarming) {
        String text = alarming.stream()
                .map(event -> line(((CallEvent.Failure) event).event()))
                .collect(Collectors.joining("\n"));
        try {
            return JSON.writeValueAsString(Map.of("text", text)).getBytes(StandardCharsets.UTF_8);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a text can always be written as JSON", e);
        }
    }

    private static String line(FailureEvent call) {
        String line = "LLM call failed: " + call.getErrorCode() + " call=" + call.getCallId() + " model="
                + call.getModelGroup() + " user=" + call.getUserId() + " message=" + call.getMessage();
        return Texts.cut(line.replace('\n', ' '), LONGEST_LINE);
    }

    @Override
    public void close() {
        sender.close();
    }
}
