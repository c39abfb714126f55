package io.callstream.gateway.api.form;

import io.callstream.gateway.api.InvalidRequestException;
import io.callstream.json.Slice;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A body of the type {@code multipart/form-data} (RFC 7578, RFC 2046 §5.1), read in place: its parts are views of it.
 *
 * @param contentType as the request has it
 * @param end the line behind the last part
 */
public record Multipart(String contentType, List<FormPart> parts, Slice end) {
    public static final String TYPE = "multipart/form-data";
    private static final int LONGEST_BOUNDARY = 70;
    private static final int LONGEST_HEAD = 16 << 10;
    private static final int MOST_PARTS = 1_000;
    private static final byte[] HEAD_END = {'\r', '\n', '\r', '\n'};
    private static final byte[] LINE_END = {'\r', '\n'};
    private static final byte[] LAST = {'-', '-'};

    public Multipart {
        parts = List.copyOf(parts);
    }

    /** Whether a body of this type is one. */
    public static boolean is(@Nullable String contentType) {
        return contentType != null && contentType.strip().regionMatches(true, 0, TYPE, 0, TYPE.length());
    }

    /** @throws InvalidRequestException if the body is not what its type says */
    public static Multipart read(Slice body, String contentType) throws InvalidRequestException {
        String boundary = PartHead.parameters("content-type", contentType).get("boundary");
        if (boundary == null || boundary.isEmpty() || boundary.length() > LONGEST_BOUNDARY) {
            throw InvalidRequestException.field(
                    "content-type", "multipart/form-data with a boundary of 1 to " + LONGEST_BOUNDARY + " characters");
        }
        return new Reader(body, boundary).read(contentType);
    }

    /** The text of the first field of this name; null when there is none. */
    public @Nullable String text(String name) {
        for (FormPart part : parts) {
            if (!part.isFile() && part.name().equals(name)) {
                return part.content().text();
            }
        }
        return null;
    }

    /** A line that begins a part, or ends the form, and what is read between such lines. */
    private static final class Reader {
        private final Slice body;
        private final byte[] line;
        private final byte[] first;
        private final int[] skips;
        private final List<FormPart> parts = new ArrayList<>();

        Reader(Slice body, String boundary) {
            this.body = body;
            this.first = ("--" + boundary).getBytes(StandardCharsets.ISO_8859_1);
            this.line = ("\r\n--" + boundary).getBytes(StandardCharsets.ISO_8859_1);
            this.skips = skips(line);
        }

        Multipart read(String contentType) throws InvalidRequestException {
            int at = begin();
            while (true) {
                int after = at + first.length;
                if (matches(LAST, after)) {
                    return new Multipart(contentType, parts, slice(at, after + 2));
                }
                at = part(at, after);
            }
        }

        /** The form may begin with a text for nobody. */
        private int begin() throws InvalidRequestException {
            if (matches(first, body.offset()) && isEnd(body.offset() + first.length)) {
                return body.offset();
            }
            int found = find(body.offset());
            if (found < 0) {
                throw InvalidRequestException.field("body", "a form that begins with the boundary of its content-type");
            }
            return found + 2;
        }

        /** Reads one; where the next line begins. */
        private int part(int begin, int after) throws InvalidRequestException {
            int contentFrom = afterHead(after);
            int to = find(contentFrom - 2); // nothing may be in it: then its end is the end of its head
            if (to < 0) {
                throw InvalidRequestException.field("body", "a form that ends with the boundary of its content-type");
            }
            PartHead head = PartHead.of(slice(after, contentFrom).text());
            String name = head.name();
            if (name == null) {
                throw InvalidRequestException.field(
                        "body", "a name in the Content-Disposition of each part of the form");
            }
            if (parts.size() == MOST_PARTS) {
                throw InvalidRequestException.tooMany(MOST_PARTS);
            }
            Slice content = slice(contentFrom, Math.max(contentFrom, to));
            parts.add(new FormPart(name, slice(begin, contentFrom), content, head.fileName(), head.contentType()));
            return to + 2;
        }

        private int afterHead(int from) throws InvalidRequestException {
            int last = Math.min(body.end(), from + LONGEST_HEAD) - HEAD_END.length;
            for (int at = from; at <= last; at++) {
                if (matches(HEAD_END, at)) {
                    return at + HEAD_END.length;
                }
            }
            throw InvalidRequestException.field(
                    "body", "a head of at most " + LONGEST_HEAD + " bytes before each part of the form");
        }

        /** Horspool's search: files are long, and boundaries let most of them be passed over. */
        private int find(int from) {
            int at = from;
            while (at <= body.end() - line.length) {
                if (matches(line, at) && isEnd(at + line.length)) {
                    return at;
                }
                at += skips[body.array()[at + line.length - 1] & 0xff];
            }
            return -1;
        }

        /** Whether a boundary ends here, and its line does, so that it is not the beginning of something longer. */
        private boolean isEnd(int from) {
            if (matches(LAST, from)) {
                return true;
            }
            int at = from;
            while (at < body.end() && (body.array()[at] == ' ' || body.array()[at] == '\t')) {
                at++;
            }
            return matches(LINE_END, at);
        }

        private boolean matches(byte[] what, int at) {
            if (at + what.length > body.end()) {
                return false;
            }
            for (int i = what.length - 1; i >= 0; i--) {
                if (body.array()[at + i] != what[i]) {
                    return false;
                }
            }
            return true;
        }

        private Slice slice(int from, int to) {
            return new Slice(body.array(), from, to - from);
        }

        private static int[] skips(byte[] line) {
            int[] skips = new int[256];
            Arrays.fill(skips, line.length);
            for (int i = 0; i < line.length - 1; i++) {
                skips[line[i] & 0xff] = line.length - 1 - i;
            }
            return skips;
        }
    }

    /** Says the number of parts only: what is in them is somebody's. */
    @Override
    public String toString() {
        return String.format(Locale.ROOT, "Multipart[%d parts]", parts.size());
    }
}
