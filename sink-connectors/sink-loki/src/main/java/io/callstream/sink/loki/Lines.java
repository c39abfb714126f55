package io.callstream.sink.loki;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.callstream.sink.CallEvent;
import io.callstream.sink.json.EventColumns;
import io.callstream.sink.json.EventJson;
import io.callstream.sink.json.EventTree;
import io.callstream.sink.json.Fitting;
import io.callstream.sink.json.JsonBytes;
import io.callstream.sink.json.Texts;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Writes events as lines. For any thread. */
final class Lines {
    /** 64 KiB of metadata in 128 entries are taken by default; this keeps even the longest columns below. */
    private static final int LONGEST_VALUE = 1_000;

    private static final int LONGEST_METADATA = 40_000;
    private static final int MOST_METADATA = 120;

    private final EventJson whole = EventJson.complete();
    private final EventTree trees = EventTree.complete();
    private final List<String> metadata;
    private final int longest;

    Lines(List<String> metadata, int longest) {
        this.metadata = List.copyOf(metadata);
        this.longest = longest;
    }

    Line line(CallEvent event) {
        Map<String, String> facts = new TreeMap<>();
        int longestValue = Math.min(LONGEST_VALUE, LONGEST_METADATA / 3 / Math.max(1, metadata.size()));
        for (String column : metadata.subList(0, Math.min(MOST_METADATA, metadata.size()))) {
            EventColumns.text(event, column).ifPresent(value -> facts.put(column, Texts.id(value, longestValue)));
        }
        byte[] json = whole.toBytes(event);
        if (json.length > longest) {
            ObjectNode tree = trees.of(event);
            Fitting.cut(tree, longest);
            json = JsonBytes.of(tree);
            facts.put("content_cut", "line_too_long");
        }
        return Line.of(event, new String(json, StandardCharsets.UTF_8), facts);
    }
}
