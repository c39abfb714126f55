package io.callstream.sink.lunary;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.callstream.sink.CallEvent;
import io.callstream.sink.Delivery;
import io.callstream.sink.Sink;
import io.callstream.sink.http.Answer;
import io.callstream.sink.http.HttpSender;
import io.callstream.sink.http.Message;
import io.callstream.sink.http.PoisonDetector;
import io.callstream.sink.http.StatusTable;
import io.callstream.sink.http.Target;
import io.callstream.sink.json.JsonBytes;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Tells Lunary of ended calls in batches, each by a start and an end in one request: an end that comes alone is forgotten. Pre-calls and
 * chunks are only acknowledged.
 */
public final class LunarySink implements Sink {
    private static final StatusTable STATUSES = StatusTable.standard();
    /** Lunary's bound on a request. */
    private static final int LARGEST = 20_000_000;

    private final Target target;
    private final HttpSender sender;
    private final Run run = new Run();
    private final PoisonDetector suspects = new PoisonDetector();

    LunarySink(Target target, HttpSender sender) {
        this.target = target;
        this.sender = sender;
    }

    @Override
    public Delivery deliver(List<CallEvent> batch) {
        Map<String, String> sent = new LinkedHashMap<>();
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        ArrayNode events = body.putArray("events");
        for (CallEvent event : batch) {
            if (event.kind().terminal()) {
                run.of(event).forEach(events::add);
                sent.put(event.callId(), event.eventId());
            }
        }
        if (sent.isEmpty()) {
            return Delivery.delivered();
        }
        byte[] bytes = JsonBytes.of(body);
        if (bytes.length > LARGEST) {
            return Delivery.rejected("larger than Lunary's 20 MB"); // the batch is halved
        }
        return STATUSES.delivery(sender.post(target, Message.json(bytes)), replied -> judge(replied, sent));
    }

    /**
     * @param sent run ids, with ours
     * @return delivered also if the answer says nothing of runs, as one of a proxy in between
     */
    private Delivery judge(Answer.Replied replied, Map<String, String> sent) {
        Optional<Set<String>> told = Results.taken(replied);
        if (told.isEmpty()) {
            return Delivery.delivered();
        }
        Map<String, String> failed = new HashMap<>(sent);
        failed.keySet().removeAll(told.get());
        Map<String, String> rejected = new HashMap<>();
        for (String eventId : failed.values()) {
            if (suspects.failed(eventId)) {
                rejected.put(eventId, "Lunary failed on it again and again");
            }
        }
        told.get().stream().filter(sent::containsKey).map(sent::get).forEach(suspects::taken);
        failed.values().removeAll(rejected.keySet());
        return verdict(sent.size(), rejected, Set.copyOf(failed.values()));
    }

    private static Delivery verdict(int sent, Map<String, String> rejected, Set<String> retry) {
        if (rejected.isEmpty() && retry.isEmpty()) {
            return Delivery.delivered();
        }
        return retry.size() == sent
                ? Delivery.retry("nothing_taken")
                : new Delivery.Partial(rejected, retry, Optional.empty());
    }

    @Override
    public void close() {
        sender.close();
    }
}
