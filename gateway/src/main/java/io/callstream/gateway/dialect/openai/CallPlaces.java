package io.callstream.gateway.dialect.openai;

import io.callstream.json.JsonValue;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which call of a tool a part of an answer belongs to. Servers name its index, its id, or both; some name one index for all calls of an
 * answer, or none, and tell them apart by their ids only. For one answer.
 */
final class CallPlaces {
    private static final int NONE = -1;

    /** Ids of the calls, each at its place; null where none was said. */
    private final List<@Nullable String> ids = new ArrayList<>();

    private final Map<Long, Integer> byIndex = new HashMap<>();
    private int last = NONE;

    /** The place of the call, from 0. */
    int of(JsonValue.Obj part) {
        String said = part.text("id");
        String id = said == null || said.isEmpty() ? null : said;
        long index = part.number("index", NONE);
        int place = id == null ? NONE : ids.indexOf(id);
        if (place < 0) {
            int candidate = index < 0 ? last : byIndex.getOrDefault(index, NONE);
            place = fits(candidate, id) ? candidate : begin(id);
        }
        if (ids.get(place) == null) {
            ids.set(place, id);
        }
        byIndex.put(index, place);
        last = place;
        return place;
    }

    private boolean fits(int candidate, @Nullable String id) {
        return candidate >= 0 && (id == null || ids.get(candidate) == null);
    }

    private int begin(@Nullable String id) {
        ids.add(id);
        return ids.size() - 1;
    }
}
