package io.callstream.gateway.api.openai;

import io.callstream.gateway.api.InvalidRequestException;
import io.callstream.gateway.api.RequestChange;
import io.callstream.json.Range;
import io.callstream.json.Slice;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** A request's body after a change, and what a scan of it finds. */
record ChangedBody(Slice body, RequestScan scan) {
    /**
     * Of a body that has been scanned.
     *
     * @param model that the request asks for after the change
     * @throws InvalidRequestException if it cannot be changed so
     */
    static ChangedBody of(Slice body, RequestScan scan, RequestChange change, @Nullable String model)
            throws InvalidRequestException {
        Range list = scan.messagesRange();
        if (list == null || !addsMessagesOnly(change) || at(body, list.from()) != '[') {
            Slice written = BodyRewrite.of(body, change);
            return new ChangedBody(written, RequestScan.of(written, model));
        }
        return withMessages(body, list.from() + 1, scan, change.messages(), model);
    }

    private static boolean addsMessagesOnly(RequestChange change) {
        return !change.messages().isEmpty()
                && change.fields().isEmpty()
                && change.defaults().isEmpty();
    }

    /** The client's messages come behind; no other byte of the body is looked at again. */
    private static ChangedBody withMessages(
            Slice body, int at, RequestScan scan, String messages, @Nullable String model) {
        byte[] list = ("[" + messages + "]").getBytes(StandardCharsets.UTF_8);
        int before = list.length - 2;
        int added = isEmptyList(body, at) ? before : before + 1;
        byte[] all = new byte[body.length() + added];
        System.arraycopy(body.array(), body.offset(), all, 0, at);
        System.arraycopy(list, 1, all, at, before);
        if (added > before) {
            all[at + before] = ',';
        }
        System.arraycopy(body.array(), body.offset() + at, all, at + added, body.length() - at);
        return new ChangedBody(Slice.of(all), scan.withMessages(at, added, Slice.of(list), model));
    }

    /** @param from behind the list's bracket */
    private static boolean isEmptyList(Slice body, int from) {
        int at = from;
        while (at(body, at) <= ' ') {
            at++;
        }
        return at(body, at) == ']';
    }

    private static byte at(Slice body, int index) {
        return body.array()[body.offset() + index];
    }
}
