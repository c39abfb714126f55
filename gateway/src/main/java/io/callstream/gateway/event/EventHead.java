package io.callstream.gateway.event;

import io.callstream.events.EventKind;
import io.callstream.events.id.EventIds;
import java.util.EnumMap;
import java.util.Map;

/** The first columns of every event: event_id, gateway_id, gateway_epoch, lane, seq, event_time. */
final class EventHead {
    /** What follows the call id in an event id. */
    private static final Map<EventKind, String> SUFFIXES = suffixes();

    private static final String CHUNK_SUFFIX = EventIds.chunk("", 0).replace("0", "");

    private final byte[] gateway;

    /** @param lane that the events go to */
    EventHead(GatewayName name, int lane) {
        AvroOutput out = new AvroOutput();
        out.string(name.id());
        out.number(name.epoch());
        out.number(lane);
        this.gateway = out.copy(0, out.length());
    }

    /** @param seq the number that the lane will give the event */
    void write(AvroOutput out, EventKind kind, String callId, long seq, long timeMillis) {
        out.string(callId + SUFFIXES.get(kind));
        rest(out, seq, timeMillis);
    }

    void writeChunk(AvroOutput out, String callId, int index, long seq, long timeMillis) {
        out.string(callId + CHUNK_SUFFIX + index);
        rest(out, seq, timeMillis);
    }

    private void rest(AvroOutput out, long seq, long timeMillis) {
        out.raw(gateway, 0, gateway.length);
        out.number(seq);
        out.number(timeMillis);
    }

    private static Map<EventKind, String> suffixes() {
        Map<EventKind, String> suffixes = new EnumMap<>(EventKind.class);
        for (EventKind kind : EventKind.values()) {
            if (kind != EventKind.CHUNK) {
                suffixes.put(kind, EventIds.of("", kind));
            }
        }
        return suffixes;
    }
}
