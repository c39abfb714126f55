package io.callstream.gateway.provider;

import io.callstream.gateway.sse.SseFrame;
import io.callstream.gateway.sse.SseReader;
import io.callstream.json.InvalidJsonException;
import io.callstream.json.JsonCursor;
import io.callstream.json.JsonText;
import io.callstream.json.Slice;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Writes the events of a stream as a JSON array. What is no JSON, such as a mark for the end, is a string in it. */
public final class EventList {
    private final ByteArrayOutputStream json;

    /** @param bytes that it will have, more or less */
    public EventList(int bytes) {
        this.json = new ByteArrayOutputStream(bytes);
    }

    /** The data of each event; comments say nothing. */
    static Slice ofServerSentEvents(Slice stream) {
        EventList list = new EventList(stream.length());
        SseReader reader = new SseReader((from, to) -> true);
        reader.append(stream.buffer());
        for (SseFrame frame = reader.next(); frame != null; frame = reader.next()) {
            list.add(frame);
        }
        for (SseFrame last = reader.finish(); last != null; last = reader.finish()) {
            list.add(last);
        }
        return list.end();
    }

    private void add(SseFrame frame) {
        if (frame.data() != null && !frame.isEmpty()) {
            add(frame.data());
        }
    }

    /** @param event only looked at during the call */
    public void add(Slice event) {
        begin();
        value(event);
    }

    /** An event whose name does not stand in it: an object with one field of that name. */
    public void add(String name, Slice event) {
        begin();
        json.write('{');
        json.writeBytes(JsonText.quoted(name).getBytes(StandardCharsets.UTF_8));
        json.write(':');
        value(event);
        json.write('}');
    }

    /** The whole list. */
    public Slice end() {
        if (json.size() == 0) {
            json.write('[');
        }
        json.write(']');
        return Slice.of(json.toByteArray());
    }

    private void begin() {
        json.write(json.size() == 0 ? '[' : ',');
    }

    private void value(Slice text) {
        if (isJson(text)) {
            json.write(text.array(), text.offset(), text.length());
        } else {
            json.writeBytes(JsonText.quoted(text.text()).getBytes(StandardCharsets.UTF_8));
        }
    }

    private static boolean isJson(Slice text) {
        JsonCursor cursor = new JsonCursor(text);
        try {
            cursor.skip();
            cursor.end();
            return true;
        } catch (InvalidJsonException e) {
            return false;
        }
    }
}
