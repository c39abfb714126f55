package io.callstream.cli.dlq;

import io.callstream.sink.SinkEvent;
import io.callstream.sink.json.EventJson;
import java.nio.charset.StandardCharsets;

/** An event as one line of JSON. */
final class EventText {
    private EventText() {}

    static String of(SinkEvent event) {
        return new String(EventJson.complete().toBytes(event), StandardCharsets.UTF_8);
    }
}
