package io.callstream.gateway.call;

import io.callstream.gateway.config.Sha256;
import io.callstream.gateway.limit.Hold;
import io.callstream.gateway.sse.SseFrame;
import io.callstream.gateway.sse.SseReader;
import io.callstream.gateway.usage.TierWords;
import io.callstream.gateway.usage.Usage;
import io.callstream.gateway.usage.UsageReader;
import io.callstream.json.InvalidJsonException;
import io.callstream.json.JsonObject;
import io.callstream.json.JsonValue;
import io.callstream.json.Slice;
import io.netty.buffer.ByteBuf;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is known of a body that is passed on: how long it is, its hash, and its text where it is a short one. */
final class PassedBody {
    private static final int MOST_TEXT_BYTES = 256 << 10;
    private static final int MOST_EVENT_BYTES = 4 << 20;

    private final String mediaType;
    private final MessageDigest digest = Sha256.digest();
    private final @Nullable ByteSink text;
    private final @Nullable SseReader events;
    private boolean textWhole = true;
    private long length;
    private boolean begun;
    private @Nullable Usage usage;
    private JsonValue.Obj counted = new JsonValue.Obj(Map.of());
    private @Nullable String id;
    private @Nullable String tier;

    /** @param mediaType in lower case; empty when nobody says what it is */
    PassedBody(String mediaType, Hold hold) {
        boolean stream = mediaType.startsWith("text/event-stream");
        this.mediaType = mediaType;
        this.events = stream ? new SseReader((from, to) -> to <= MOST_EVENT_BYTES) : null;
        this.text = isText(mediaType) && !stream ? new ByteSink(hold, MOST_TEXT_BYTES) : null;
    }

    private static boolean isText(String type) {
        return type.startsWith("text/") || type.contains("json") || type.startsWith("application/x-subrip");
    }

    /** Takes in a part. */
    void add(ByteBuf part) {
        length += part.readableBytes();
        digest.update(part.nioBuffer());
        if (text != null && textWhole) {
            textWhole = text.add(part, -1);
        }
        if (events != null) {
            events.append(part.nioBuffer());
            for (SseFrame frame = events.next(); frame != null; frame = events.next()) {
                note(frame.data());
            }
        }
    }

    /** The last event that says it counts: it stands in it, or in what it reports to be done. The first one names a response. */
    private void note(@Nullable Slice data) {
        if (data == null
                || data.length() > MOST_TEXT_BYTES
                || begun && data.text().indexOf("sage") < 0) {
            return;
        }
        try {
            if (JsonValue.readLenient(data) instanceof JsonValue.Obj event) {
                event(data, event);
            }
        } catch (InvalidJsonException e) {
            // What is no JSON says nothing of it, and is passed on all the same.
        }
    }

    private void event(Slice data, JsonValue.Obj event) {
        JsonValue.Obj response = event.object("response");
        if (!begun) {
            begun = true;
            id = response == null ? null : response.text("id");
        }
        JsonValue.Obj message = event.object("message");
        JsonValue.Obj inner =
                response != null && counts(response) ? response : message != null && counts(message) ? message : event;
        JsonValue.Obj counts = inner.object("usage");
        Usage said = inner != event && counts != null
                ? UsageReader.of(Slice.of(counts.toString()))
                : UsageReader.ofAnswer(data, counts == null ? null : Slice.of(counts.toString()));
        usage = said == null ? usage : counts == null ? said : withPrompt(said, counts);
        for (JsonValue.Obj each : Arrays.asList(event.object("usageMetadata"), counts, inner)) {
            String served = TierWords.in(each);
            tier = served == null ? tier : served;
        }
    }

    /** Anthropic counts a prompt where its message begins, and at the end perhaps only what was written. */
    private @Nullable Usage withPrompt(Usage said, JsonValue.Obj counts) {
        Map<String, JsonValue> all = new LinkedHashMap<>(said.promptTokens() < 0 ? counted.fields() : Map.of());
        all.putAll(counts.fields());
        counted = new JsonValue.Obj(all);
        return said.promptTokens() < 0 ? UsageReader.of(Slice.of(counted.toString())) : said;
    }

    private static boolean counts(JsonValue.Obj inner) {
        return inner.object("usage") != null;
    }

    long length() {
        return length;
    }

    /** What it reports itself; null when it does not. */
    @Nullable Usage usage() {
        return usage;
    }

    /** What a stream calls the response that it tells; null when it tells none. */
    @Nullable String id() {
        return id;
    }

    /** How a stream says that it is served; null when it does not. */
    @Nullable String tier() {
        return tier;
    }

    /** All of it, where it is a text that is not long; null else. */
    @Nullable Slice text() {
        return text != null && textWhole ? text.slice() : null;
    }

    /** What events say of it: never its bytes. */
    Slice recorded() {
        Slice whole = text();
        JsonObject recorded = new JsonObject()
                .with("object", "body")
                .with("content_type", mediaType.isEmpty() ? "unknown" : mediaType)
                .with("bytes", length)
                .with("sha256", HexFormat.of().formatHex(digest.digest()));
        return Slice.of((whole == null ? recorded : recorded.with("text", whole.text())).toString());
    }
}
