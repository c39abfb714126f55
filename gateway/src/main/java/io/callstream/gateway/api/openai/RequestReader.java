package io.callstream.gateway.api.openai;

import io.callstream.gateway.api.InvalidRequestException;
import io.callstream.gateway.config.SecretNames;
import io.callstream.gateway.provider.PromptFields;
import io.callstream.gateway.usage.PromptEstimate;
import io.callstream.gateway.usage.TierWords;
import io.callstream.json.InvalidJsonException;
import io.callstream.json.JsonCursor;
import io.callstream.json.JsonKind;
import io.callstream.json.Range;
import io.callstream.json.Slice;
import io.callstream.json.Utf8;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads one request body. */
final class RequestReader {
    private static final byte[] INCLUDE_USAGE = "include_usage".getBytes(StandardCharsets.UTF_8);
    private static final byte[] TAGS = "tags".getBytes(StandardCharsets.UTF_8);
    private static final byte[] SESSION = "session_id".getBytes(StandardCharsets.UTF_8);

    private static final Pattern FEW = Pattern.compile("[0-9]{1,2}");

    private final Slice body;
    private final JsonCursor cursor;
    private final Set<String> dropped;
    private final RequestFields fields = new RequestFields();
    private final SeenFields seen = new SeenFields();
    private final PromptEstimate prompt = new PromptEstimate();
    private @Nullable ByteArrayOutputStream parameters;
    private @Nullable RoutingReader routing;

    /** @param dropped fields that no provider is to get, although they are parameters */
    RequestReader(Slice body, Set<String> dropped) {
        this.body = body;
        this.dropped = dropped;
        this.cursor = new JsonCursor(body);
    }

    RequestFields read() throws InvalidJsonException, InvalidRequestException {
        cursor.beginObject();
        fields.afterBrace = cursor.position();
        int before = fields.afterBrace;
        while (cursor.nextField()) {
            int from = cursor.keyPosition();
            if (fields.own != null) {
                fields.own.next(from);
            }
            BodyField field = BodyField.at(cursor);
            seen.add(field);
            read(field);
            boolean own = field.own() || !dropped.isEmpty() && dropped.contains(field.name());
            if (own || field.known() == RequestField.METADATA) {
                fields.addOwn(before, new Range(from, cursor.position()), kind(field, own));
            }
            before = cursor.position();
        }
        cursor.end();
        Utf8.check(body);
        fields.count = seen.count();
        fields.promptTokens = prompt.tokens();
        if (parameters != null) {
            parameters.write('}');
            fields.parameters = Slice.of(parameters.toByteArray());
        }
        if (routing != null) {
            fields.routing = routing.routing();
        }
        return fields;
    }

    private RoutingReader routing() {
        RoutingReader reader = routing == null ? new RoutingReader(body, cursor) : routing;
        routing = reader;
        return reader;
    }

    private GatewayOnlyFields.Kind kind(BodyField field, boolean own) {
        if (own ? field.ofPrompt() : fields.metadataHasAccount) {
            return GatewayOnlyFields.Kind.PROMPT;
        }
        return own ? GatewayOnlyFields.Kind.USUAL : GatewayOnlyFields.Kind.METADATA;
    }

    private void read(BodyField field) throws InvalidJsonException, InvalidRequestException {
        RequestField known = field.known();
        if (known != null) {
            known(known);
        } else if (field.own()) {
            own(field);
        } else {
            parameter(field);
        }
    }

    private void known(RequestField field) throws InvalidJsonException, InvalidRequestException {
        switch (field) {
            case MODEL -> model();
            case STREAM -> stream();
            case STREAM_OPTIONS -> streamOptions();
            case USER -> fields.user = textOrJson();
            case METADATA -> metadata();
            case TAGS -> texts("tags", fields::addTag);
            case SESSION -> fields.sessionId = textOrJson();
            case NO_LOG -> fields.noLog = flag("no-log");
            case TURN_OFF_LOGGING -> fields.redact = flag("turn_off_message_logging");
            case CALLBACKS, SUCCESS_CALLBACK, FAILURE_CALLBACK -> texts(field.text(), fields::addCallback);
            case DISABLED_CALLBACKS -> texts(field.text(), fields::addDisabledCallback);
            case STORE -> store();
            case CACHE -> fields.cache = CacheField.read(body, cursor);
            case NUM_RETRIES -> fields.retries = retries();
            case FALLBACKS,
                    CONTEXT_WINDOW_FALLBACKS,
                    CONTENT_POLICY_FALLBACKS,
                    DISABLE_FALLBACKS,
                    TIMEOUT,
                    REQUEST_TIMEOUT,
                    STREAM_TIMEOUT -> routing().read(field);
            case MESSAGES -> fields.messages = prompt.pass(cursor);
            case PROMPT, INPUT, TOOLS, FUNCTIONS, SUFFIX -> prompt.pass(cursor);
            case TRACE, PREDICTION, QUERY, DOCUMENTS -> cursor.skip();
        }
    }

    private void model() throws InvalidJsonException, InvalidRequestException {
        JsonKind kind = cursor.peek();
        int from = cursor.position();
        if (kind == JsonKind.NULL) {
            cursor.skip(); // as if it were not there: the path may name one
        } else if (kind == JsonKind.STRING) {
            fields.model = cursor.string();
        } else {
            throw wrong("model", "one string");
        }
        fields.modelRange = new Range(from, cursor.position());
    }

    private void stream() throws InvalidJsonException, InvalidRequestException {
        fields.stream = flag("stream");
    }

    private boolean flag(String name) throws InvalidJsonException, InvalidRequestException {
        JsonKind kind = cursor.peek();
        if (kind == JsonKind.NULL) {
            cursor.skip();
            return false;
        }
        if (kind != JsonKind.FLAG) {
            throw wrong(name, "a boolean");
        }
        return cursor.flag();
    }

    /** A value of the wrong kind; one that is none, as where a body was cut off, is no JSON at all. */
    private InvalidRequestException wrong(String name, String expected) throws InvalidJsonException {
        cursor.skip();
        return InvalidRequestException.field(name, expected);
    }

    private void streamOptions() throws InvalidJsonException, InvalidRequestException {
        JsonKind kind = cursor.peek();
        if (kind != JsonKind.OBJECT && kind != JsonKind.NULL) {
            throw wrong("stream_options", "one object");
        }
        int from = cursor.position();
        if (kind == JsonKind.NULL) {
            cursor.skip();
        } else {
            includeUsage();
        }
        fields.streamOptionsRange = new Range(from, cursor.position());
    }

    private void includeUsage() throws InvalidJsonException, InvalidRequestException {
        cursor.beginObject();
        while (cursor.nextField()) {
            fields.streamOptionsHasFields = true;
            if (!cursor.keyIs(INCLUDE_USAGE)) {
                if (FieldNames.readsAs(cursor.key(), "include_usage")) {
                    throw InvalidRequestException.field("stream_options.include_usage", "exactly this name");
                }
                cursor.skip();
                continue;
            }
            if (fields.includeUsageRange != null) {
                throw InvalidRequestException.field("stream_options.include_usage", "one boolean");
            }
            cursor.peek();
            int from = cursor.position();
            fields.includeUsage = flag("stream_options.include_usage");
            fields.includeUsageRange = new Range(from, cursor.position());
        }
    }

    private void metadata() throws InvalidJsonException, InvalidRequestException {
        if (cursor.peek() != JsonKind.OBJECT) {
            cursor.skip();
            return;
        }
        cursor.beginObject();
        for (int count = 1; cursor.nextField(); count++) {
            FieldBounds.check("metadata", count);
            if (cursor.keyIs(TAGS)) {
                texts("metadata.tags", fields::addTag);
                continue;
            }
            boolean session = cursor.keyIs(SESSION) && fields.sessionId == null;
            String name = cursor.key();
            if (PromptFields.isSecret(name) || SecretNames.matches(name)) {
                secret(name);
                continue;
            }
            cursor.peek();
            int from = cursor.position();
            String value = textOrJson();
            if (PromptFields.isAccount(name)) {
                fields.addPrompt(name, body.part(new Range(from, cursor.position())), true);
            }
            if (value != null) {
                fields.addMetadata(name, value);
                if (session) {
                    fields.sessionId = value;
                }
            }
        }
    }

    /** LiteLLM also takes the accounts of prompts from the metadata. */
    private void secret(String name) throws InvalidJsonException {
        Range value = cursor.skip();
        fields.addSecret(value);
        if (PromptFields.isAccount(name)) {
            fields.metadataHasAccount = true;
            fields.addPrompt(name, body.part(value), true);
        }
    }

    private void texts(String name, Consumer<String> found) throws InvalidJsonException, InvalidRequestException {
        if (cursor.peek() != JsonKind.ARRAY) {
            cursor.skip();
            return;
        }
        cursor.beginArray();
        for (int count = 1; cursor.nextElement(); count++) {
            FieldBounds.check(name, count);
            String text = textOrJson();
            if (text != null) {
                found.accept(text);
            }
        }
    }

    private @Nullable String textOrJson() throws InvalidJsonException {
        return switch (cursor.peek()) {
            case STRING -> cursor.string();
            case NULL -> {
                cursor.skip();
                yield null;
            }
            default -> body.part(cursor.skip()).text();
        };
    }

    private @Nullable Integer retries() throws InvalidJsonException, InvalidRequestException {
        JsonKind kind = cursor.peek();
        String text = body.part(cursor.skip()).text();
        if (kind == JsonKind.NULL) {
            return null;
        }
        if (kind != JsonKind.NUMBER || !FEW.matcher(text).matches()) {
            throw InvalidRequestException.field("num_retries", "a whole number from 0 to 99");
        }
        return Integer.valueOf(text);
    }

    private void store() throws InvalidJsonException {
        fields.store = cursor.peek() == JsonKind.FLAG && body.array()[body.offset() + cursor.position()] == 't';
        copy(cursor.keyPosition(), cursor.skip());
    }

    /** What is said to the gateway alone, and is read here or by what asks for it. */
    private void own(BodyField field) throws InvalidJsonException, InvalidRequestException {
        String name = field.name();
        if (name.startsWith(MockFields.PREFIX)) {
            fields.mock = MockFields.read(fields.mock, name, body, cursor);
        } else if (name.equals(DroppedFields.NAME)) {
            texts(name, text -> fields.dropped = DroppedFields.with(fields.dropped, text));
        } else if (name.equals(ExtraBody.NAME)) {
            fields.extraBody = ExtraBody.isSaid(cursor);
        } else if (ExtraHeaders.has(name)) {
            fields.extraHeaders = ExtraHeaders.read(fields.extraHeaders, name, cursor);
        } else {
            passed(field);
        }
    }

    private Range passed(BodyField field) throws InvalidJsonException {
        Range value = cursor.skip();
        if (field.ofPrompt()) {
            fields.addPrompt(field.name(), body.part(value), false);
        }
        if (field.secret()) {
            fields.addSecret(value);
        }
        return value;
    }

    private void parameter(BodyField field) throws InvalidJsonException {
        int from = cursor.keyPosition();
        Range value = passed(field);
        if (!field.secret() && !dropped.contains(field.name())) {
            copy(from, value);
            fields.namesTier |= TierWords.mayStandIn(field.name());
        }
    }

    /** Copies a parameter as it stands, its name with it. */
    private void copy(int from, Range value) {
        if (parameters == null) {
            parameters = new ByteArrayOutputStream(64);
        }
        parameters.write(parameters.size() == 0 ? '{' : ',');
        parameters.write(body.array(), body.offset() + from, value.to() - from);
    }
}
