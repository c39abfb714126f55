package io.callstream.sink.loki;

import com.fasterxml.jackson.core.JsonGenerator;
import io.callstream.sink.json.JsonBytes;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/** Lines gathered by stream, in the order of time, as Loki's push API takes them. For one thread. */
final class PushRequest {
    private final Map<SortedMap<String, String>, List<Line>> streams = new LinkedHashMap<>();

    void add(SortedMap<String, String> labels, Line line) {
        streams.computeIfAbsent(labels, any -> new ArrayList<>()).add(line);
    }

    byte[] toJson() {
        return JsonBytes.of(8192, out -> {
            out.writeStartObject();
            out.writeArrayFieldStart("streams");
            for (Map.Entry<SortedMap<String, String>, List<Line>> stream : streams.entrySet()) {
                stream(stream.getKey(), stream.getValue(), out);
            }
            out.writeEndArray();
            out.writeEndObject();
        });
    }

    private static void stream(Map<String, String> labels, List<Line> lines, JsonGenerator out) throws IOException {
        List<Line> sorted = new ArrayList<>(lines);
        sorted.sort(Comparator.comparingLong(Line::nanos));
        out.writeStartObject();
        out.writeFieldName("stream");
        object(labels, out);
        out.writeArrayFieldStart("values");
        for (Line line : sorted) {
            line(line, out);
        }
        out.writeEndArray();
        out.writeEndObject();
    }

    private static void line(Line line, JsonGenerator out) throws IOException {
        out.writeStartArray();
        out.writeString(Long.toString(line.nanos()));
        out.writeString(line.text());
        if (!line.metadata().isEmpty()) { // Loki before 3.0 refuses even an empty one.
            object(line.metadata(), out);
        }
        out.writeEndArray();
    }

    private static void object(Map<String, String> pairs, JsonGenerator out) throws IOException {
        out.writeStartObject();
        for (Map.Entry<String, String> pair : pairs.entrySet()) {
            out.writeStringField(pair.getKey(), pair.getValue());
        }
        out.writeEndObject();
    }
}
