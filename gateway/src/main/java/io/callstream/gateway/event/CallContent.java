package io.callstream.gateway.event;

import io.callstream.json.InvalidJsonException;
import io.callstream.json.JsonCursor;
import io.callstream.json.Range;
import io.callstream.json.Slice;
import java.io.ByteArrayOutputStream;
import org.jspecify.annotations.Nullable;

/** What may be recorded of a call: the columns of the pre-call, under their names. */
final class CallContent {
    private final EventContent content;

    CallContent(EventContent content) {
        this.content = content;
    }

    CallFacts facts(CallFacts facts) {
        Caller caller = facts.caller();
        RequestInfo asked = facts.asked();
        return new CallFacts(
                facts.callId(),
                facts.trace(),
                new Caller(caller.key(), client(caller.client()), labels(caller.labels())),
                new RequestInfo(
                        asked.callType(),
                        content.name("model_group", asked.modelGroup()),
                        asked.stream(),
                        parameters(asked),
                        asked.body(),
                        asked.bodyBytes(),
                        asked.secrets(),
                        prompt(asked.prompt())),
                facts.startedAt(),
                facts.startedNanos(),
                facts.source());
    }

    private @Nullable PromptFacts prompt(@Nullable PromptFacts prompt) {
        return prompt == null
                ? null
                : new PromptFacts(
                        prompt.source(),
                        String.valueOf(content.name("prompt_id", prompt.id())),
                        content.name("prompt_version", prompt.version()));
    }

    private Client client(Client client) {
        return new Client(
                content.name("client_ip", client.ip()),
                content.text("user_agent", client.userAgent()),
                content.map(
                        "request_headers", client.headers(), content.bounds().text()));
    }

    private RequestMetadata labels(RequestMetadata labels) {
        return new RequestMetadata(
                content.name("end_user", labels.endUser()),
                content.name("session_id", labels.sessionId()),
                content.names("tags", labels.tags()),
                content.map("metadata", labels.metadata(), content.bounds().value()),
                labels.noLog(),
                labels.redact(),
                content.names("routes", labels.callbacks()),
                content.names("disabled_callbacks", labels.disabledCallbacks()));
    }

    /** Parameters that are too long as a whole are recorded without the longest of them: half a JSON object is none. */
    private @Nullable Slice parameters(RequestInfo asked) {
        Slice whole = asked.parameters();
        if (whole == null || whole.length() <= content.bounds().total()) {
            return content.body(whole);
        }
        content.cut("parameters");
        return content.body(shortOnes(whole));
    }

    private @Nullable Slice shortOnes(Slice whole) {
        ByteArrayOutputStream kept = new ByteArrayOutputStream();
        try {
            JsonCursor cursor = new JsonCursor(whole);
            cursor.beginObject();
            while (cursor.nextField()) {
                int from = cursor.keyPosition();
                Range value = cursor.skip();
                int length = value.to() - from;
                if (length <= content.bounds().value()
                        && kept.size() + length < content.bounds().total()) {
                    kept.write(kept.size() == 0 ? '{' : ',');
                    kept.write(whole.array(), whole.offset() + from, length);
                }
            }
        } catch (InvalidJsonException e) {
            return null; // cannot be: it was put together from fields that had been read
        }
        if (kept.size() == 0) {
            return null;
        }
        kept.write('}');
        return Slice.of(kept.toByteArray());
    }
}
