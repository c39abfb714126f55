package io.callstream.testing.openai;

import io.callstream.testing.reply.Ending;
import io.callstream.testing.reply.Piece;
import io.callstream.testing.reply.Reply;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** What a model's name makes of an answer: errors, hang-ups, pauses, odd framing. The README has the table. */
final class Behaviours {
    private static final int FEW = 3;
    private static final Set<String> TEXT = Set.of("text", "fast", "slow", "huge", "tools", "no-usage");

    private final Map<String, Integer> calls = new ConcurrentHashMap<>();
    private final ErrorForm errors;

    Behaviours(ErrorForm errors) {
        this.errors = errors;
    }

    /** How errors look in the API that is spoken. */
    interface ErrorForm {
        Reply reply(int status);

        /** An error in the middle of a stream. */
        Piece event(int status);
    }

    /** An answer that does not look at the request's content at all. */
    Optional<Reply> instead(String model, ModelName name) {
        return switch (name.behaviour()) {
            case "status" -> Optional.of(status(name));
            case "flaky" -> flaky(model, name);
            case "hang" -> Optional.of(Reply.hang());
            case "cut" -> Optional.of(Reply.reset());
            case "bad-json" -> Optional.of(Reply.json(200, "{\"id\": \"broken"));
            case "not-openai" -> Optional.of(Reply.json(502, "<html>bad gateway</html>"));
            default -> Optional.empty();
        };
    }

    /** The answer, bent to the behaviour; empty if there is no such behaviour. */
    Optional<Reply> bend(Reply reply, ModelName name) {
        int few = name.count().orElse(FEW);
        Reply timed = reply.after(name.behaviour().equals("slow") ? name.delay() : Duration.ZERO);
        return switch (name.behaviour()) {
            case "paced", "stamped" -> Optional.of(reply.paced(name.delay()));
            case "cut-midstream" -> Optional.of(halved(reply, few, Ending.RESET));
            case "hang-midstream" -> Optional.of(halved(reply, few, Ending.HANG));
            case "error-midstream" -> Optional.of(errorAfter(reply, few));
            case "no-done" -> Optional.of(reply.cutAfter(reply.pieces().size() - 1, Ending.COMPLETE));
            case "crlf" -> Optional.of(crlf(reply));
            case "split" -> Optional.of(reply.splitEvery(name.count().orElse(1)));
            default -> TEXT.contains(name.behaviour()) ? Optional.of(timed) : Optional.empty();
        };
    }

    private Reply status(ModelName name) {
        int status = name.count().orElse(404);
        Reply reply = errors.reply(status < 200 || status > 599 ? 404 : status);
        long seconds = Math.max(1, name.delay().toSeconds());
        return status == 429 ? reply.withHeader("Retry-After", Long.toString(seconds)) : reply;
    }

    /** Of every {@code count + 1} calls of one model name all but the last are rate limited. */
    private Optional<Reply> flaky(String model, ModelName name) {
        int period = name.count().orElse(1) + 1;
        int call = calls.merge(model, 1, Integer::sum);
        if (call % period == 0) {
            return Optional.empty();
        }
        long seconds = name.delay().toSeconds();
        return Optional.of(errors.reply(429).withHeader("Retry-After", Long.toString(seconds)));
    }

    /** A stream loses the pieces after the first few; a plain body its second half, its promised length kept. */
    private static Reply halved(Reply reply, int few, Ending ending) {
        if (reply.pieces().size() > 1) {
            return reply.cutAfter(few, ending);
        }
        return reply.splitEvery(Math.max(1, reply.pieces().get(0).length() / 2 + 1))
                .cutAfter(1, ending);
    }

    private Reply errorAfter(Reply reply, int few) {
        List<Piece> pieces =
                new ArrayList<>(reply.cutAfter(few, Ending.COMPLETE).pieces());
        pieces.add(errors.event(500));
        return reply.withPieces(pieces);
    }

    /** Line ends as CRLF, comments before events, and writes that end in the middle of a line. */
    private static Reply crlf(Reply reply) {
        List<Piece> odd = new ArrayList<>();
        odd.add(Piece.of(": ping\r\n\r\n"));
        for (Piece piece : reply.pieces()) {
            String event = new String(piece.bytes(0), StandardCharsets.UTF_8).replace("\n", "\r\n");
            odd.add(Piece.of(": ping\r\n" + event));
        }
        return reply.withPieces(odd).splitEvery(61);
    }
}
