package io.callstream.gateway.redact;

import io.callstream.json.JsonText;
import io.callstream.json.Range;
import io.callstream.json.Slice;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Strings and numbers of a JSON text that are replaced by other strings. For one thread. */
final class JsonEdits {
    private final Slice json;
    private List<Edit> edits = List.of();

    /** @param by JSON */
    private record Edit(Range range, String by) {}

    JsonEdits(Slice json) {
        this.json = json;
    }

    /** To be called in the order in which they stand. */
    void replace(Range range, String by) {
        add(new Edit(range, JsonText.quoted(by)));
    }

    /** The same for any value, which becomes {@code null}. */
    void leaveOut(Range range) {
        add(new Edit(range, "null"));
    }

    private void add(Edit edit) {
        if (edits.isEmpty()) {
            edits = new ArrayList<>();
        }
        edits.add(edit);
    }

    /** The same text where nothing is replaced. */
    Slice apply() {
        if (edits.isEmpty()) {
            return json;
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream(json.length() + 64);
        int at = 0;
        for (Edit edit : edits) {
            copy(at, edit.range.from(), out);
            out.writeBytes(edit.by.getBytes(StandardCharsets.UTF_8));
            at = edit.range.to();
        }
        copy(at, json.length(), out);
        return Slice.of(out.toByteArray());
    }

    private void copy(int from, int to, ByteArrayOutputStream out) {
        out.write(json.array(), json.offset() + from, to - from);
    }
}
