package io.callstream.console.call;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.callstream.console.web.RecordJson;

/** Events with where they stand, as JSON. */
final class EventJson {
    private EventJson() {}

    static void into(ArrayNode list, CallEvents events, boolean content) {
        for (CallEvents.Found found : events.events()) {
            ObjectNode one = list.addObject();
            one.put("kind", found.kind().word());
            one.put("topic", found.partition().topic());
            one.put("partition", found.partition().partition());
            one.put("offset", found.offset());
            one.put("arrived_at", found.arrived().toString());
            one.put("schema_id", found.schemaId());
            one.set("event", RecordJson.of(found.event(), content));
        }
    }
}
