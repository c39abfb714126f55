package io.callstream.sink.honeyhive;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.callstream.sink.CallEvent;
import io.callstream.sink.Delivery;
import io.callstream.sink.Sink;
import io.callstream.sink.http.Answer;
import io.callstream.sink.http.HttpSender;
import io.callstream.sink.http.Message;
import io.callstream.sink.http.StatusTable;
import io.callstream.sink.json.JsonBytes;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Posts ended calls in batches. Pre-calls and chunks are only acknowledged. */
public final class HoneyHiveSink implements Sink {
    private static final Logger log = LoggerFactory.getLogger(HoneyHiveSink.class);
    private static final StatusTable STATUSES = StatusTable.standard();

    private final HoneyHiveSinkConfig config;
    private final HttpSender sender;
    private final ModelEvent mapping;

    HoneyHiveSink(HoneyHiveSinkConfig config, HttpSender sender) {
        this.config = config;
        this.sender = sender;
        this.mapping = new ModelEvent(config.labels(), config.capture());
    }

    @Override
    public Delivery deliver(List<CallEvent> batch) {
        Map<String, String> sent = new LinkedHashMap<>();
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        ArrayNode events = body.putArray("events");
        for (CallEvent event : batch) {
            if (event.kind().terminal()) {
                ObjectNode told = mapping.of(event);
                sent.put(told.get("event_id").asText(), event.eventId());
                events.add(told);
            }
        }
        if (sent.isEmpty()) {
            return Delivery.delivered();
        }
        Message message = Message.json(JsonBytes.of(body));
        Answer answer = sender.post(config.target(), message);
        Delivery verdict = verdict(answer, sent);
        if (config.debug()) {
            log.info(
                    "honeyhive: events={} answer={} verdict={}",
                    sent.size(),
                    answer,
                    verdict.getClass().getSimpleName());
        }
        return verdict;
    }

    /** A part that was not stored is told with status 500 and the ids that were. */
    private static Delivery verdict(Answer answer, Map<String, String> sent) {
        if (answer instanceof Answer.Replied replied && (replied.status() == 200 || replied.status() == 500)) {
            return Stored.read(replied).map(stored -> stored.verdict(sent)).orElseGet(() -> STATUSES.delivery(answer));
        }
        return STATUSES.delivery(answer);
    }

    @Override
    public void close() {
        sender.close();
    }
}
