package io.callstream.gateway.redact;

import io.callstream.json.InvalidJsonException;
import io.callstream.json.Range;
import io.callstream.json.Slice;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Takes out of the chunks of a stream what is found in the texts that they make up together: what begins in one chunk and ends
 * in another stands in none of them. For one stream and one thread.
 */
public final class StreamRedaction {
    private final TextRedaction redaction;
    private final List<Slice> chunks = new ArrayList<>();
    private final List<List<Piece>> pieces = new ArrayList<>();
    private final Map<String, StringBuilder> texts = new LinkedHashMap<>();

    /** A string of a chunk, and where it stands in the text that it is a part of; one without a text is left out. */
    private record Piece(
            Range range, String path, int from, @Nullable String text) {}

    private StreamRedaction(TextRedaction redaction) {
        this.redaction = redaction;
    }

    /**
     * All chunks of a stream, each with what may be recorded of it.
     *
     * @param data JSON texts, in order
     * @return as many; null for what is left out
     */
    public static List<@Nullable Slice> redact(List<Slice> data, TextRedaction redaction) {
        StreamRedaction stream = new StreamRedaction(redaction);
        try {
            for (Slice each : data) {
                stream.read(each);
            }
        } catch (InvalidJsonException e) {
            redaction.counters().leftOut(); // what cannot be read may be the other half of anything
            return Arrays.asList(new Slice[data.size()]);
        }
        return stream.write();
    }

    private void read(Slice chunk) throws InvalidJsonException {
        List<Piece> found = new ArrayList<>();
        JsonTexts.visit(chunk, true, new JsonTexts.Visitor() {
            @Override
            public void string(CharSequence path, Range range, String text) {
                found.add(piece(path.toString(), range, text));
            }

            @Override
            public void number(Range range, String text) {
                found.add(new Piece(range, "", 0, text));
            }

            @Override
            public boolean leavesOut(String name) {
                return TextRedaction.isInPieces(name);
            }

            @Override
            public void leftOut(Range range) {
                found.add(new Piece(range, "", 0, null));
            }
        });
        chunks.add(chunk);
        pieces.add(found);
    }

    /** Texts of choices and deltas go on from chunk to chunk; all others stand for themselves. */
    private Piece piece(String path, Range range, String text) {
        if (!path.startsWith(".choices[") && !path.contains(".delta")) {
            return new Piece(range, "", 0, text);
        }
        StringBuilder whole = texts.computeIfAbsent(path, fresh -> new StringBuilder());
        int from = whole.length();
        whole.append(text);
        return new Piece(range, path, from, text);
    }

    private List<@Nullable Slice> write() {
        Map<String, List<Matches.Match>> found = new LinkedHashMap<>();
        for (Map.Entry<String, StringBuilder> text : texts.entrySet()) {
            String whole = text.getValue().toString();
            List<Matches.Match> matches = redaction.matches(whole);
            if (redaction.hides(TextRedaction.without(matches, whole))) {
                redaction.counters().leftOut(); // JSON in a string, in pieces
                return Collections.nCopies(chunks.size(), null);
            }
            matches.forEach(match -> redaction.counters().redacted(match.name()));
            found.put(text.getKey(), matches);
        }
        List<@Nullable Slice> recorded = new ArrayList<>();
        for (int i = 0; i < chunks.size(); i++) {
            JsonEdits edits = new JsonEdits(chunks.get(i));
            pieces.get(i).forEach(piece -> write(piece, found.getOrDefault(piece.path(), List.of()), edits));
            recorded.add(edits.apply());
        }
        return recorded;
    }

    private void write(Piece piece, List<Matches.Match> matches, JsonEdits edits) {
        String text = piece.text();
        if (text == null) {
            edits.leaveOut(piece.range());
            return;
        }
        String clean = clean(piece.from(), text, matches);
        if (!clean.equals(text)) {
            edits.replace(piece.range(), clean);
        }
    }

    /** A match leaves its mark where it begins; what goes on in later pieces is cut out of them. */
    private String clean(int from, String text, List<Matches.Match> matches) {
        StringBuilder clean = new StringBuilder();
        int end = from + text.length();
        int at = from;
        for (Matches.Match match : matches) {
            if (match.to() <= at || match.from() >= end) {
                continue;
            }
            if (match.from() >= at) {
                clean.append(text, at - from, match.from() - from).append(match.mark());
            }
            at = Math.min(end, match.to());
        }
        clean.append(text, at - from, text.length());
        return redaction.text(clean.toString());
    }
}
