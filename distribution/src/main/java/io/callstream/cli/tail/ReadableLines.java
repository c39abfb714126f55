package io.callstream.cli.tail;

import io.callstream.cli.text.Printable;
import io.callstream.events.ChunkEvent;
import io.callstream.events.FailureEvent;
import io.callstream.events.PreCallEvent;
import io.callstream.events.SuccessEvent;
import io.callstream.sink.CallEvent;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Events for people: when, what, which call, and what matters most of it. Content of calls is not shown. */
final class ReadableLines implements EventPrinter {
    private static final double MICROS_PER_MILLI = 1000;
    private static final double NANO_USD = 1e9;

    private final DateTimeFormatter time;

    ReadableLines(ZoneId zone) {
        this.time = DateTimeFormatter.ofPattern("HH:mm:ss.SSS").withZone(zone);
    }

    @Override
    public String line(CallEvent event) {
        String what = event.match(
                ReadableLines::preCall, ReadableLines::chunk, ReadableLines::success, ReadableLines::failure);
        return String.format(
                "%s  %-8s  %s  %s", time.format(event.eventTime()), event.kind().word(), shown(event.callId()), what);
    }

    private static String preCall(PreCallEvent event) {
        return shown(event.getCallType()) + " " + shown(event.getModelGroup()) + (event.getStream() ? " stream" : "")
                + named("key", event.getKeyAlias());
    }

    private static String chunk(ChunkEvent event) {
        return "#" + event.getChunkIndex() + " +" + millis(event.getElapsedUs()) + " " + event.getByteCount() + " B"
                + named("finish", event.getFinishReason());
    }

    private static String success(SuccessEvent event) {
        return shown(event.getCallType()) + " " + shown(event.getModelGroup()) + " " + millis(event.getDurationUs())
                + tokens(event.getPromptTokens(), event.getCompletionTokens()) + cost(event.getCostNanoUsd())
                + named("finish", event.getFinishReason());
    }

    private static String failure(FailureEvent event) {
        return shown(event.getCallType()) + " " + shown(event.getModelGroup()) + " " + millis(event.getDurationUs())
                + " " + shown(event.getErrorCode()) + named("http", event.getHttpStatus());
    }

    private static String tokens(@Nullable Long prompt, @Nullable Long completion) {
        return " " + shown(prompt) + "+" + shown(completion) + " tokens";
    }

    private static String cost(@Nullable Long nanoUsd) {
        return nanoUsd == null ? "" : String.format(Locale.ROOT, " $%.6f", nanoUsd / NANO_USD);
    }

    private static String millis(@Nullable Long micros) {
        return micros == null ? "-" : String.format(Locale.ROOT, "%.1f ms", micros / MICROS_PER_MILLI);
    }

    private static String named(String name, @Nullable Object value) {
        return value == null ? "" : " " + name + "=" + Printable.of(value);
    }

    private static String shown(@Nullable Object value) {
        return Printable.of(value);
    }
}
