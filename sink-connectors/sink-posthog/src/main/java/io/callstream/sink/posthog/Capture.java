package io.callstream.sink.posthog;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.callstream.sink.CallEvent;
import io.callstream.sink.calls.EndedCall;
import io.callstream.sink.json.Fitting;
import io.callstream.sink.json.Texts;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.UUID;

/** An ended call as PostHog's event {@code $ai_generation} or {@code $ai_embedding}. For any thread. */
final class Capture {
    /** PostHog drops a larger event while it ingests it, when nobody hears of it any more. */
    private static final int LARGEST = 1_000_000;

    private static final int LONGEST_PERSON = 200;

    ObjectNode of(CallEvent event) {
        ObjectNode captured = captured(event, EndedCall.of(event));
        if (Fitting.cut(captured, LARGEST)) {
            captured.withObject("/properties").put("content_cut", true);
        }
        return captured;
    }

    private static ObjectNode captured(CallEvent event, EndedCall call) {
        ObjectNode captured = JsonNodeFactory.instance.objectNode();
        captured.put("event", call.embedding() ? "$ai_embedding" : "$ai_generation");
        Optional<String> person = call.said("user_id").or(() -> call.text("end_user"));
        captured.put("distinct_id", Texts.id(person.orElse(Properties.traceId(call)), LONGEST_PERSON));
        captured.put("timestamp", event.eventTime().toString());
        captured.put("uuid", uuid(event.eventId()));
        ObjectNode properties = Properties.of(call);
        if (person.isEmpty()) {
            properties.put("$process_person_profile", false); // a trace is nobody
        }
        captured.set("properties", properties);
        return captured;
    }

    /** PostHog keeps one event of those with one uuid, time, name and person. */
    private static String uuid(String eventId) {
        return UUID.nameUUIDFromBytes(eventId.getBytes(StandardCharsets.UTF_8)).toString();
    }
}
