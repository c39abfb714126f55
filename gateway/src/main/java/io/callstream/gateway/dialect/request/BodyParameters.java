package io.callstream.gateway.dialect.request;

import io.callstream.gateway.config.CallParameters;
import io.callstream.gateway.config.OpenAiParameters;
import io.callstream.gateway.provider.Operation;
import io.callstream.json.InvalidJsonException;
import io.callstream.json.JsonCursor;
import io.callstream.json.JsonText;
import io.callstream.json.Range;
import io.callstream.json.Slice;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * What a deployment itself says in the body of a request, and leaves out of it. Few deployments do, so that the body is
 * simply written anew.
 */
public final class BodyParameters {
    private static final BodyParameters NONE = new BodyParameters(Map.of(), Map.of(), Set.of());

    private final Map<String, byte[]> defaults;
    private final Map<String, byte[]> forced;
    private final Set<String> dropped;

    private BodyParameters(Map<String, byte[]> defaults, Map<String, byte[]> forced, Set<String> dropped) {
        this.defaults = defaults;
        this.forced = forced;
        this.dropped = dropped;
    }

    public static BodyParameters of(CallParameters parameters, Operation operation) {
        if (parameters.leaveBody()) {
            return NONE;
        }
        return new BodyParameters(
                suiting(parameters.defaults(), operation),
                suiting(parameters.forced(), operation),
                parameters.dropped());
    }

    private static Map<String, byte[]> suiting(Map<String, String> fields, Operation operation) {
        Map<String, byte[]> bytes = new LinkedHashMap<>();
        fields.keySet().stream()
                .filter(name -> OpenAiParameters.suits(name, taker(operation)))
                .sorted()
                .forEach(name -> bytes.put(
                        name, (JsonText.quoted(name) + ":" + fields.get(name)).getBytes(StandardCharsets.UTF_8)));
        return bytes;
    }

    private static OpenAiParameters.Taker taker(Operation operation) {
        if (operation == Operation.EMBEDDING) {
            return OpenAiParameters.Taker.EMBEDDINGS;
        }
        return operation.passed() ? OpenAiParameters.Taker.OTHERS : OpenAiParameters.Taker.TEXT;
    }

    /** Whether bodies stay as they are. */
    public boolean none() {
        return this == NONE || defaults.isEmpty() && forced.isEmpty() && dropped.isEmpty();
    }

    /** @param body a JSON object */
    public byte[] applyTo(byte[] body) {
        try {
            return new Rewrite(body).write();
        } catch (InvalidJsonException e) {
            throw new IllegalStateException("a body that was read before cannot be read", e);
        }
    }

    private final class Rewrite {
        private final byte[] body;
        private final JsonCursor cursor;
        private final Set<String> said = new HashSet<>();
        private final ByteArrayOutputStream out;

        Rewrite(byte[] body) {
            this.body = body;
            this.cursor = new JsonCursor(Slice.of(body));
            this.out = new ByteArrayOutputStream(body.length + 256);
        }

        byte[] write() throws InvalidJsonException {
            cursor.beginObject();
            while (cursor.nextField()) {
                int from = cursor.keyPosition();
                String name = cursor.key();
                Range value = cursor.skip();
                if (!dropped.contains(name) && !isForced(name) && !isLeftToUs(name, value)) {
                    said.add(name);
                    field(body, from, value.to() - from);
                }
            }
            forced.values().forEach(field -> field(field, 0, field.length));
            said.addAll(forced.keySet());
            defaults.forEach((name, field) -> {
                if (!said.contains(name) && !said.contains(OpenAiParameters.otherName(name))) {
                    field(field, 0, field.length);
                }
            });
            if (out.size() == 0) {
                out.write('{');
            }
            out.write('}');
            return out.toByteArray();
        }

        /** Under either of its names: providers refuse both at once. */
        private boolean isForced(String name) {
            return forced.containsKey(name) || forced.containsKey(OpenAiParameters.otherName(name));
        }

        /** A client that says null leaves it to the default. */
        private boolean isLeftToUs(String name, Range value) {
            return body[value.from()] == 'n'
                    && (defaults.containsKey(name) || defaults.containsKey(OpenAiParameters.otherName(name)));
        }

        private void field(byte[] from, int offset, int length) {
            out.write(out.size() == 0 ? '{' : ',');
            out.write(from, offset, length);
        }
    }
}
