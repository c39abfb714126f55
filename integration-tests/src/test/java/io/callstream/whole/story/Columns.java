package io.callstream.whole.story;

import io.callstream.sink.CallEvent;

/** Columns that every kind of event has. */
final class Columns {
    private Columns() {}

    static long seq(CallEvent event) {
        return ((Number) column(event, "seq")).longValue();
    }

    /** What {@code seq} counts within. */
    static String lane(CallEvent event) {
        return column(event, "gateway_id") + "/" + column(event, "gateway_epoch") + "/" + column(event, "lane");
    }

    private static Object column(CallEvent event, String name) {
        return event.avro().get(event.avro().getSchema().getField(name).pos());
    }
}
