package io.callstream.testing.reply;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * One scripted HTTP answer. Its body is sent chunked unless a {@code Content-Length} header is among its headers; the
 * header may lie, for tests of truncated answers.
 *
 * @param status the HTTP status; {@link #NO_HEAD} sends nothing at all, only the ending happens
 * @param before the pause between the request's last byte and the answer's head
 */
public record Reply(int status, List<Header> headers, Duration before, List<Piece> pieces, Ending ending) {
    /** In the place of a status: no head and no body are sent. */
    public static final int NO_HEAD = 0;

    public Reply {
        if (status != NO_HEAD && (status < 200 || status > 599)) {
            throw new IllegalArgumentException("status " + status + " (expected 200 to 599, or 0 for no answer)");
        }
        headers = List.copyOf(headers);
        pieces = List.copyOf(pieces);
    }

    /** A JSON body of known length, in one piece. */
    public static Reply json(int status, String body) {
        return bytes(status, "application/json", body.getBytes(StandardCharsets.UTF_8));
    }

    /** A body of known length and any type, in one piece. */
    public static Reply bytes(int status, String contentType, byte[] bytes) {
        List<Header> headers = List.of(
                new Header("Content-Type", contentType), new Header("Content-Length", Integer.toString(bytes.length)));
        return new Reply(status, headers, Duration.ZERO, List.of(Piece.of(bytes)), Ending.COMPLETE);
    }

    /** A server-sent event stream: one piece per event, {@code [DONE]} not added. */
    public static Reply sse(List<String> data) {
        return stream(data.stream().map(Sse::data).map(Piece::of).toList());
    }

    /** A stream of pieces that are already in the SSE wire form. */
    public static Reply stream(List<Piece> pieces) {
        return new Reply(
                200,
                List.of(new Header("Content-Type", "text/event-stream; charset=utf-8")),
                Duration.ZERO,
                pieces,
                Ending.COMPLETE);
    }

    /** The request is read and never answered. */
    public static Reply hang() {
        return new Reply(NO_HEAD, List.of(), Duration.ZERO, List.of(), Ending.HANG);
    }

    /** The request is read and the connection reset. */
    public static Reply reset() {
        return new Reply(NO_HEAD, List.of(), Duration.ZERO, List.of(), Ending.RESET);
    }

    public Reply withHeader(String name, String value) {
        List<Header> more = new ArrayList<>(headers);
        more.add(new Header(name, value));
        return new Reply(status, more, before, pieces, ending);
    }

    /** The same answer, its head a pause after the request. */
    public Reply after(Duration pause) {
        return new Reply(status, headers, pause, pieces, ending);
    }

    /** The same pause before every piece but the first. */
    public Reply paced(Duration pause) {
        List<Piece> paced = new ArrayList<>(pieces);
        for (int at = 1; at < paced.size(); at++) {
            paced.set(at, paced.get(at).after(pause));
        }
        return new Reply(status, headers, before, paced, ending);
    }

    /** The same bytes in writes of at most {@code size} bytes; stamps are lost. */
    public Reply splitEvery(int size) {
        List<Piece> split = new ArrayList<>();
        for (Piece piece : pieces) {
            for (int from = 0; from < piece.length(); from += size) {
                split.add(piece.slice(from, Math.min(piece.length(), from + size)));
            }
        }
        return new Reply(status, headers, before, split, ending);
    }

    /** Only the first {@code count} pieces, and then another ending. */
    public Reply cutAfter(int count, Ending other) {
        return new Reply(status, headers, before, pieces.subList(0, Math.min(count, pieces.size())), other);
    }

    /** Other pieces under the same head. */
    public Reply withPieces(List<Piece> others) {
        return new Reply(status, headers, before, others, ending);
    }
}
