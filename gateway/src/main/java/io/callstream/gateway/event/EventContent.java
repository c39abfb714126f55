package io.callstream.gateway.event;

import io.callstream.gateway.redact.TextRedaction;
import io.callstream.json.Slice;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What an event may hold of what clients and providers say: no credentials, and no more than its bounds. Remembers what
 * it changed. What needs no change comes back as it is. One for each event; for one thread.
 */
final class EventContent {
    /** Looked at behind a cut, so that a credential is known even when the cut goes through it. */
    private static final int BEHIND_THE_CUT = 4 << 10;

    private static final int BYTES_OF_A_CHARACTER = 4;

    private final Bounds bounds;
    private final OwnKey key;
    private final TextRedaction redaction;
    private List<String> cut = List.of();
    private boolean masked;

    /**
     * @param key of the gateway's own that must not be recorded; the provider may quote it
     * @param redaction what is taken out besides credentials
     */
    EventContent(Bounds bounds, OwnKey key, TextRedaction redaction) {
        this.bounds = bounds;
        this.key = key;
        this.redaction = redaction;
    }

    Bounds bounds() {
        return bounds;
    }

    /** Columns that were cut, each once. */
    List<String> cut() {
        return cut;
    }

    /** Whether anything was taken out. */
    boolean masked() {
        return masked;
    }

    /** A text of any length, such as a body; null when it cannot be recorded at all. */
    @Nullable Slice body(@Nullable Slice body) {
        if (body == null) {
            return null;
        }
        Slice recorded = redaction.body(Masking.mask(key.mask(body)));
        masked |= recorded != body;
        return recorded;
    }

    /** The beginning of a body that may be very long, of at most so many characters. */
    @Nullable Slice beginning(String column, @Nullable Slice body, int most) {
        if (body == null) {
            return null;
        }
        int enough = most * BYTES_OF_A_CHARACTER + BEHIND_THE_CUT;
        int looked = redaction.none() ? Math.min(body.length(), enough) : body.length();
        Slice clean = body(new Slice(body.array(), body.offset(), looked));
        String text = clean == null ? "" : clean.text();
        if (text.length() <= most && looked == body.length()) {
            return clean;
        }
        cut(column);
        int end = Math.min(most, text.length());
        boolean half = end > 0 && Character.isHighSurrogate(text.charAt(end - 1));
        return Slice.of(text.substring(0, half ? end - 1 : end));
    }

    @Nullable String name(String column, @Nullable String name) {
        return name == null ? null : bounded(column, name, bounds.name());
    }

    @Nullable String text(String column, @Nullable String text) {
        return text == null ? null : bounded(column, text, bounds.text());
    }

    List<String> names(String column, List<String> names) {
        List<String> recorded = null;
        int room = bounds.total();
        for (int i = 0; i < names.size(); i++) {
            String before = names.get(i);
            String name = i < bounds.entries() ? bounded(column, before, bounds.name()) : null;
            room -= name == null ? 0 : Bounds.bytes(name);
            if (recorded == null && (!before.equals(name) || room < 0)) {
                recorded = new ArrayList<>(names.subList(0, i));
            }
            if (name == null || room < 0) {
                cut(column);
                return recorded == null ? List.of() : recorded;
            }
            if (recorded != null) {
                recorded.add(name);
            }
        }
        return recorded == null ? names : recorded;
    }

    /** @param most bytes that a value may have */
    Map<String, String> map(String column, Map<String, String> entries, int most) {
        if (entries.isEmpty()) {
            return entries;
        }
        Map<String, String> recorded = new LinkedHashMap<>();
        int room = bounds.total();
        for (Map.Entry<String, String> entry : entries.entrySet()) {
            String name = bounded(column, entry.getKey(), bounds.name());
            String value = bounded(column, entry.getValue(), most);
            room -= Bounds.bytes(name) + Bounds.bytes(value);
            if (recorded.size() >= bounds.entries() || room < 0) {
                cut(column);
                return recorded;
            }
            recorded.put(name, value);
        }
        return recorded;
    }

    void cut(String column) {
        if (cut.isEmpty()) {
            cut = new ArrayList<>();
        }
        if (!cut.contains(column)) {
            cut.add(column);
        }
    }

    private String bounded(String column, String text, int most) {
        String looked = text.length() > most + BEHIND_THE_CUT ? text.substring(0, most + BEHIND_THE_CUT) : text;
        String clean = redaction.text(Masking.mask(key.mask(looked)));
        if (!clean.equals(looked)) {
            masked = true;
        }
        String recorded = Bounds.cut(clean, most);
        if (recorded.length() < clean.length() || looked.length() < text.length()) {
            cut(column);
        }
        return recorded;
    }
}
