package io.callstream.cli.tail;

import io.callstream.sink.CallEvent;
import io.callstream.sink.json.EventJson;
import java.nio.charset.StandardCharsets;

/** Events for programs, in the same JSON that the file and webhook sinks deliver. */
final class JsonLines implements EventPrinter {
    private final EventJson json = EventJson.complete();

    @Override
    public String line(CallEvent event) {
        return new String(json.toBytes(event), StandardCharsets.UTF_8);
    }
}
