package io.callstream.gateway.dialect.bedrock;

import io.callstream.gateway.eventstream.BrokenStreamException;
import io.callstream.gateway.eventstream.EventStreamReader;
import io.callstream.gateway.eventstream.StreamMessage;
import io.callstream.gateway.provider.EventList;
import io.callstream.json.Slice;

/** A stream's messages as a list: {@code {"contentBlockDelta":{...}}} each, as AWS's own libraries give them. */
final class ConverseEvents {
    private ConverseEvents() {}

    /** As far as the stream can be read. */
    static Slice asJson(Slice stream) {
        EventList list = new EventList(stream.length());
        EventStreamReader messages = new EventStreamReader(Math.max(1, stream.length()));
        messages.append(stream);
        try {
            for (StreamMessage each = messages.next(); each != null; each = messages.next()) {
                add(list, each);
            }
        } catch (BrokenStreamException e) {
            // What came before it is passed on; that it was broken, the call's error says.
        }
        return list.end();
    }

    private static void add(EventList list, StreamMessage message) {
        String code = message.errorCode();
        if (code != null) {
            list.add(code, Slice.of(String.valueOf(message.errorMessage())));
            return;
        }
        String name = message.event() == null ? message.exception() : message.event();
        list.add(String.valueOf(name), message.payload());
    }
}
