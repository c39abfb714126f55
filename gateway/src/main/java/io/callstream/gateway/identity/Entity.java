package io.callstream.gateway.identity;

import io.callstream.json.InvalidJsonException;
import io.callstream.json.PlainValues;
import io.callstream.json.Slice;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One key, team, user or whatever else {@link EntityKind} has, as it stands in the topic: {@code {"v":1,"fields":{...}}}. Fields that this version does not
 * know are kept. Of keys there is only the hash.
 */
public record Entity(EntityKind kind, String id, Fields fields) {
    private static final long VERSION = 1;
    private static final int LONGEST_ID = 1_024;

    /** @throws IllegalArgumentException saying what is wrong, if an id or a field is not as it must be */
    public Entity {
        if (id.isBlank() || id.length() > LONGEST_ID) {
            throw new IllegalArgumentException(
                    "the id of a " + kind.word() + " has 1 to " + LONGEST_ID + " characters");
        }
        List<String> problems = FieldRules.problems(fields.values());
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException(String.join("; ", problems));
        }
    }

    public Entity with(Map<String, ?> changes) {
        return new Entity(kind, id, fields.with(changes));
    }

    /** Where it stands in the table. */
    public String key() {
        return kind.key(id);
    }

    /** As it stands in the topic. */
    public byte[] bytes() {
        Map<String, Object> value = new LinkedHashMap<>();
        value.put("v", VERSION);
        value.put("fields", fields.values());
        return PlainValues.write(value).getBytes(StandardCharsets.UTF_8);
    }

    /** Empty when it is not readable: written by nobody, or by a version whose form is another one. */
    static Optional<Entity> read(EntityKind kind, String id, byte[] value) {
        try {
            Fields read = new Fields(PlainValues.readObject(Slice.of(value)));
            Long version = read.whole("v");
            return version == null || version != VERSION
                    ? Optional.empty()
                    : Optional.of(new Entity(kind, id, read.object("fields")));
        } catch (InvalidJsonException | IllegalArgumentException e) {
            return Optional.empty(); // whoever asks refuses the call, and says so
        }
    }
}
