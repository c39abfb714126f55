package io.callstream.gateway.api;

import io.callstream.gateway.error.GatewayError;
import io.callstream.gateway.error.ProviderCodes;
import io.callstream.json.InvalidJsonException;
import io.callstream.json.JsonCursor;
import io.callstream.json.JsonKind;
import io.callstream.json.Slice;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What an answer, or a chunk of one, says about having failed although its HTTP status says that all is well. Providers
 * have many shapes for it: {@code error} as an object or a text, {@code "object":"error"}, {@code detail}, {@code code}
 * and {@code message}, {@code errors}, {@code "success":false}. Beside choices only {@code error} counts; what is null,
 * empty, zero or false says nothing.
 *
 * @param status the HTTP status that its structured codes stand for; 0 when they say none
 * @param refusal the kind of refusal that they stand for; null for any other failure
 */
public record AnswerError(int status, @Nullable GatewayError refusal) {
    /** It has failed, and does not say how. */
    public static final AnswerError UNSAID = new AnswerError(0, null);

    /** @param unsaid for one that does not say how */
    public GatewayError kind(GatewayError unsaid) {
        if (refusal != null) {
            return refusal;
        }
        return status == 0 ? unsaid : GatewayError.ofProviderStatus(status);
    }

    /**
     * Reads an object.
     *
     * @param choices whether it has choices
     * @return null when it says nothing about a failure
     */
    public static @Nullable AnswerError of(Slice object, boolean choices) {
        Reader reader = new Reader(object);
        try {
            return reader.read(choices) ? new AnswerError(reader.status, reader.refusal) : null;
        } catch (InvalidJsonException e) {
            return null; // whoever asks has found out already that it is no JSON
        }
    }

    /**
     * Reads the object under the name {@code error}.
     *
     * @return null when there is nothing in it
     */
    public static @Nullable AnswerError ofReport(Slice report) {
        Reader reader = new Reader(report);
        try {
            return reader.says() ? new AnswerError(reader.status, reader.refusal) : null;
        } catch (InvalidJsonException e) {
            return null; // whoever asks has found out already that it is no JSON
        }
    }

    private static final class Reader {
        private static final Set<String> CODES = Set.of("code", "status", "status_code", "statuscode", "http_status");
        private static final Set<String> VERDICTS = Set.of("object", "type", "status", "result", "state");
        private static final Set<String> BAD = Set.of("error", "failed", "failure", "fail");
        private static final Set<String> TEXTS = Set.of("message", "msg", "detail");
        private static final Set<String> REPORTS = Set.of("error", "detail", "details", "fault", "exception");
        private static final String OUTCOME = "base_resp";

        private final Slice object;
        private final JsonCursor cursor;
        private int status;
        private @Nullable GatewayError refusal;
        private boolean failed;
        private boolean code;
        private boolean text;

        Reader(Slice object) {
            this.object = object;
            this.cursor = JsonCursor.lenient(object);
        }

        boolean read(boolean choices) throws InvalidJsonException {
            cursor.beginObject();
            while (cursor.nextField()) {
                String name = cursor.key().toLowerCase(Locale.ROOT);
                if (!choices || name.equals("error")) {
                    field(name);
                } else {
                    cursor.skip();
                }
            }
            return failed || code && text;
        }

        private void field(String name) throws InvalidJsonException {
            JsonKind kind = cursor.peek();
            Slice value = object.part(cursor.skip());
            boolean report = REPORTS.contains(name) || name.startsWith("err");
            switch (kind) {
                case STRING -> string(name, string(value), report);
                case NUMBER -> number(name, value.text(), report);
                case FLAG ->
                    failed |= value.text().equals("true") ? report : name.equals("success") || name.equals("ok");
                case OBJECT -> object(name, value, report);
                case ARRAY -> failed |= report && JsonCursor.lenient(value).hasElements();
                default -> {}
            }
        }

        private void string(String name, String value, boolean report) {
            boolean says = !value.isBlank();
            if (isCode(name)) {
                code(value);
            }
            failed |= says && report && !(isCode(name) && ProviderCodes.harmless(value));
            failed |= VERDICTS.contains(name) && BAD.contains(value.toLowerCase(Locale.ROOT));
            text |= says && TEXTS.contains(name);
        }

        private void number(String name, String value, boolean report) {
            boolean harmless = ProviderCodes.harmless(value);
            if (isCode(name)) {
                code(value);
            }
            failed |= report && !harmless;
        }

        private void object(String name, Slice value, boolean report) throws InvalidJsonException {
            if (!report && !name.equals(OUTCOME)) {
                return;
            }
            Reader inner = new Reader(value);
            boolean says = inner.says();
            if (says) {
                failed = true;
                status = status == 0 ? inner.status : status;
                refusal = refusal == null ? inner.refusal : refusal;
            }
        }

        /** Whether an object that reports an error has anything in it; one whose code says that all is well has not. */
        private boolean says() throws InvalidJsonException {
            boolean any = false;
            boolean well = false;
            cursor.beginObject();
            while (cursor.nextField()) {
                String name = cursor.key().toLowerCase(Locale.ROOT);
                JsonKind kind = cursor.peek();
                Slice value = object.part(cursor.skip());
                String said = kind == JsonKind.STRING ? string(value) : value.text();
                if (isCode(name) || name.equals("type")) {
                    code(said);
                    well |= kind != JsonKind.NULL
                            && !name.equals("type")
                            && !said.isBlank()
                            && ProviderCodes.harmless(said);
                }
                any |= kind == JsonKind.OBJECT
                        ? value.length() > 2
                        : kind != JsonKind.NULL && !said.isBlank() && !said.equals("false") && !said.equals("[]");
            }
            return any && !well;
        }

        private static boolean isCode(String name) {
            return CODES.contains(name) || name.startsWith("err") && name.endsWith("code");
        }

        private void code(String value) {
            if (!ProviderCodes.harmless(value)) {
                code = true;
                int known = ProviderCodes.status(value);
                status = status == 0 ? known : status;
                refusal = refusal == null ? ProviderCodes.refusal(value) : refusal;
            }
        }

        private static String string(Slice value) throws InvalidJsonException {
            return JsonCursor.lenient(value).string();
        }
    }
}
