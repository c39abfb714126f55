package io.callstream.sink.loki;

import io.callstream.sink.CallEvent;
import io.callstream.sink.json.EventColumns;
import io.callstream.sink.json.EventJson;
import io.callstream.sink.json.Texts;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Writes events as lines. For any thread. */
final class Lines {
    /** 64 KiB of metadata are taken by default; this keeps even the longest columns far below. */
    private static final int LONGEST_VALUE = 1_000;

    private final EventJson whole = EventJson.complete();
    private final EventJson bare = EventJson.complete().withoutContent();
    private final List<String> metadata;
    private final int longest;

    Lines(List<String> metadata, int longest) {
        this.metadata = List.copyOf(metadata);
        this.longest = longest;
    }

    Line line(CallEvent event) {
        Map<String, String> facts = new TreeMap<>();
        for (String column : metadata) {
            EventColumns.text(event, column).ifPresent(value -> facts.put(column, Texts.cut(value, LONGEST_VALUE)));
        }
        byte[] json = whole.toBytes(event);
        if (json.length > longest) {
            json = bare.toBytes(event);
            facts.put("content_left_out", "line_too_long");
        }
        return Line.of(event, new String(json, StandardCharsets.UTF_8), facts);
    }
}
