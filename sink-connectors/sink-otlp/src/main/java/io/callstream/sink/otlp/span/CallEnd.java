package io.callstream.sink.otlp.span;

import io.callstream.events.Attempt;
import io.callstream.events.FailureEvent;
import io.callstream.sink.CallEvent;
import io.callstream.sink.json.KeptBody;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/**
 * A call that has ended, well or badly: success and failure events share all columns but those of the failure, so they are
 * read by name here and nowhere else.
 */
public final class CallEnd {
    private static final int MOST_METADATA = 200;

    private final SpecificRecord event;

    private CallEnd(SpecificRecord event) {
        this.event = event;
    }

    /** Empty for events that do not end a call. */
    public static Optional<CallEnd> of(CallEvent event) {
        return event.kind().terminal() ? Optional.of(new CallEnd(event.avro())) : Optional.empty();
    }

    public Optional<FailureEvent> failure() {
        return event instanceof FailureEvent failure ? Optional.of(failure) : Optional.empty();
    }

    public Optional<String> text(String column) {
        return Optional.ofNullable(value(column)).map(Object::toString).filter(text -> !text.isEmpty());
    }

    public Optional<Long> number(String column) {
        return value(column) instanceof Number number ? Optional.of(number.longValue()) : Optional.empty();
    }

    public boolean flag(String column) {
        return Boolean.TRUE.equals(value(column));
    }

    public Optional<Instant> instant(String column) {
        return value(column) instanceof Instant instant ? Optional.of(instant) : Optional.empty();
    }

    public List<String> texts(String column) {
        return value(column) instanceof List<?> list
                ? list.stream().map(String::valueOf).toList()
                : List.of();
    }

    /** Every try of a deployment, in order. */
    public List<Attempt> attempts() {
        return value("attempts") instanceof List<?> list
                ? list.stream().map(Attempt.class::cast).toList()
                : List.of();
    }

    /** A value of the request's {@code metadata}. */
    public Optional<String> metadata(String key) {
        return Optional.ofNullable(map("metadata").get(key))
                .map(Object::toString)
                .filter(text -> !text.isEmpty());
    }

    /** The request's {@code metadata}; of very many entries the first. */
    public Map<?, ?> metadata() {
        Map<?, ?> all = map("metadata");
        if (all.size() <= MOST_METADATA) {
            return all;
        }
        Map<Object, Object> first = new LinkedHashMap<>();
        all.entrySet().stream().limit(MOST_METADATA).forEach(entry -> first.put(entry.getKey(), entry.getValue()));
        return first;
    }

    /**
     * A body, also one that is kept outside the event, as far as it can be read.
     *
     * @param part {@code request} or {@code response}
     */
    public Optional<String> body(String part) {
        return text(part + "_body")
                .or(() -> KeptBody.of(part, column -> text(column).orElse("")));
    }

    /** One of the request's headers that the gateway keeps; the name in lower case. */
    public Optional<String> header(String name) {
        return Optional.ofNullable(map("request_headers").get(name))
                .map(Object::toString)
                .filter(text -> !text.isEmpty());
    }

    private Map<?, ?> map(String column) {
        return value(column) instanceof Map<?, ?> map ? map : Map.of();
    }

    private @Nullable Object value(String column) {
        var field = event.getSchema().getField(column);
        return field == null ? null : event.get(field.pos());
    }
}
