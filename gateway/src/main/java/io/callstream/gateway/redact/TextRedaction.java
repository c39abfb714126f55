package io.callstream.gateway.redact;

import io.callstream.json.InvalidJsonException;
import io.callstream.json.Range;
import io.callstream.json.Slice;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is taken out of the texts of a call. What cannot be looked through is left out as a whole. What has nothing to be
 * taken out comes back as it is. Safe for all threads.
 */
public final class TextRedaction {
    /** Takes nothing out. */
    public static final TextRedaction NONE =
            new TextRedaction(List.of(), Integer.MAX_VALUE, RedactionCounters.unseen());

    /** Stands for a text that was left out. */
    private static final String LEFT_OUT = "[left out]";

    private static final int DEEPEST = 4;
    /** Probabilities of an answer's tokens spell its text in pieces. */
    private static final String PIECES = "logprobs";

    private final List<Finder> finders;
    private final int maxBytes;
    private final RedactionCounters counters;

    TextRedaction(List<Finder> finders, int maxBytes, RedactionCounters counters) {
        this.finders = List.copyOf(finders);
        this.maxBytes = maxBytes;
        this.counters = counters;
    }

    /** Whether nothing is looked for. */
    public boolean none() {
        return finders.isEmpty();
    }

    /** How much of a text is looked through. */
    public int maxBytes() {
        return maxBytes;
    }

    /** A body, JSON or not; JSON stays JSON. Null when it is left out. */
    public @Nullable Slice body(Slice body) {
        if (none()) {
            return body;
        }
        if (body.length() > maxBytes) {
            counters.leftOut();
            return null;
        }
        Slice json = json(body, 0);
        if (json != null) {
            return json;
        }
        String text = body.text();
        String clean = plain(text);
        if (hides(clean)) {
            counters.leftOut();
            return null;
        }
        return clean.equals(text) ? body : Slice.of(clean);
    }

    /** A header, a name or another text. */
    public String text(String text) {
        if (none()) {
            return text;
        }
        if (text.length() > maxBytes) {
            counters.leftOut();
            return LEFT_OUT;
        }
        return text(text, 0);
    }

    /** Where something has to be taken out, in order. */
    List<Matches.Match> matches(String text) {
        Matches found = new Matches();
        for (Finder finder : finders) {
            finder.find(text, found);
        }
        return found.merged();
    }

    RedactionCounters counters() {
        return counters;
    }

    /** JSON in JSON's strings, which arguments of tools are, is read as such. */
    private String text(String text, int depth) {
        String inside = text;
        if (depth < DEEPEST && looksLikeJson(text)) {
            Slice json = json(Slice.of(text), depth + 1);
            inside = json == null ? text : json.text();
        }
        String clean = plain(inside);
        if (hides(clean)) {
            counters.leftOut();
            return LEFT_OUT;
        }
        return clean;
    }

    /** Whether JSON's escape sequences in a text that is no JSON, or only a part of it, stand for something to be taken out. */
    boolean hides(String text) {
        String read = Escapes.read(text);
        return !read.equals(text) && !matches(read).isEmpty();
    }

    private static boolean looksLikeJson(String text) {
        int at = 0;
        while (at < text.length() && text.charAt(at) <= ' ') {
            at++;
        }
        return at + 1 < text.length() && (text.charAt(at) == '{' || text.charAt(at) == '[');
    }

    private String plain(String text) {
        List<Matches.Match> matches = matches(text);
        matches.forEach(match -> counters.redacted(match.name()));
        return without(matches, text);
    }

    static String without(List<Matches.Match> matches, String text) {
        if (matches.isEmpty()) {
            return text;
        }
        StringBuilder clean = new StringBuilder(text.length());
        int at = 0;
        for (Matches.Match match : matches) {
            clean.append(text, at, match.from()).append(match.mark());
            at = match.to();
        }
        return clean.append(text, at, text.length()).toString();
    }

    /** Whether what a field of this name holds has an answer's text in pieces in which nothing can be found. */
    static boolean isInPieces(String name) {
        return name.equals(PIECES);
    }

    /** Null when it is no JSON. */
    private @Nullable Slice json(Slice body, int depth) {
        JsonEdits edits = new JsonEdits(body);
        try {
            JsonTexts.visit(body, false, new JsonTexts.Visitor() {
                @Override
                public void string(CharSequence path, Range range, String text) {
                    replace(range, text, TextRedaction.this.text(text, depth));
                }

                @Override
                public void number(Range range, String text) {
                    replace(range, text, plain(text));
                }

                @Override
                public boolean leavesOut(String name) {
                    return depth == 0 && isInPieces(name);
                }

                @Override
                public void leftOut(Range range) {
                    edits.leaveOut(range);
                }

                private void replace(Range range, String text, String clean) {
                    if (!clean.equals(text)) {
                        edits.replace(range, clean);
                    }
                }
            });
        } catch (InvalidJsonException e) {
            return null; // the caller reads it as a text
        }
        return edits.apply();
    }
}
