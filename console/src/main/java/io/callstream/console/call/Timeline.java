package io.callstream.console.call;

import io.callstream.events.Attempt;
import io.callstream.events.ChunkEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * How long each part of a call took, from its beginning; in microseconds.
 *
 * @param total the whole
 * @param spans what lasted, in the order in which it began
 * @param firstByte when the first byte came; empty if that is not known
 * @param ticks when each chunk came
 * @param stalls between which chunks it stood still
 */
public record Timeline(long total, List<Span> spans, Optional<Long> firstByte, List<Long> ticks, List<Stall> stalls) {
    /** So long, and so many times as long as usual, is a wait that somebody notices. */
    private static final long NOTICED = 250_000;

    private static final int TIMES = 6;

    public Timeline {
        spans = List.copyOf(spans);
        ticks = List.copyOf(ticks);
        stalls = List.copyOf(stalls);
    }

    /**
     * A part.
     *
     * @param kind gateway, attempt, failed, stream
     */
    public record Span(String name, String detail, String kind, long from, long length) {}

    /** A wait between two chunks. */
    public record Stall(long from, long length) {}

    static Timeline of(CallEvents events) {
        long start = events.main()
                .flatMap(found -> found.column("started_at").or(() -> found.column("event_time")))
                .filter(Instant.class::isInstance)
                .map(time -> ((Instant) time).toEpochMilli())
                .orElse(0L);
        List<Span> spans = new ArrayList<>();
        for (Attempt attempt : attempts(events)) {
            spans.add(span(attempt, start, spans.size() + 1));
        }
        List<ChunkEvent> chunks = events.chunks();
        List<Long> ticks = chunks.stream().map(ChunkEvent::getElapsedUs).toList();
        if (!ticks.isEmpty()) {
            long first = ticks.get(0);
            spans.add(
                    new Span("Stream", ticks.size() + " chunks", "stream", first, ticks.get(ticks.size() - 1) - first));
        }
        long end = spans.stream()
                .mapToLong(span -> span.from() + span.length())
                .max()
                .orElse(0);
        long total = Math.max(1, Math.max(events.number("duration_us").orElse(0L), end));
        spans.addAll(0, around(events, spans, total));
        return new Timeline(total, spans, events.number("ttft_us"), ticks, stalls(chunks));
    }

    /** What the gateway did before it asked anybody. */
    private static List<Span> around(CallEvents events, List<Span> spans, long total) {
        List<Span> around = new ArrayList<>();
        around.add(new Span("Call", "", events.end().isPresent() ? "call" : "open", 0, total));
        long asked = spans.stream().mapToLong(Span::from).min().orElse(total);
        if (asked > 0) {
            around.add(new Span("Gateway", "before the provider is asked", "gateway", 0, asked));
        }
        return around;
    }

    private static List<Attempt> attempts(CallEvents events) {
        return events.main().flatMap(found -> found.column("attempts")).filter(Collection.class::isInstance).stream()
                .flatMap(list -> ((Collection<?>) list).stream())
                .filter(Attempt.class::isInstance)
                .map(Attempt.class::cast)
                .toList();
    }

    private static Span span(Attempt attempt, long start, int number) {
        long from = Math.max(0, attempt.getStartedAt().toEpochMilli() - start) * 1000;
        boolean failed = attempt.getErrorCode() != null;
        String status = attempt.getHttpStatus() == null ? "no answer" : "HTTP " + attempt.getHttpStatus();
        return new Span(
                "Attempt " + number,
                attempt.getProvider() + " · " + attempt.getModel() + " · "
                        + (failed ? attempt.getErrorCode() + ", " + status : status),
                failed ? "failed" : "attempt",
                from,
                attempt.getDurationUs());
    }

    private static List<Stall> stalls(List<ChunkEvent> chunks) {
        List<Long> gaps =
                chunks.stream().skip(1).map(ChunkEvent::getGapUs).sorted().toList();
        if (gaps.isEmpty()) {
            return List.of();
        }
        long noticed = Math.max(NOTICED, TIMES * gaps.get(gaps.size() / 2));
        return chunks.stream()
                .skip(1)
                .filter(chunk -> chunk.getGapUs() >= noticed)
                .map(chunk -> new Stall(chunk.getElapsedUs() - chunk.getGapUs(), chunk.getGapUs()))
                .toList();
    }

    /** Where on a scale of a thousand a moment is. */
    public double at(long micros) {
        return Math.round(Math.min(1.0, (double) micros / total) * 100_000) / 100.0;
    }
}
