package io.callstream.gateway.api.pass;

import io.callstream.json.InvalidJsonException;
import io.callstream.json.JsonValue;
import io.callstream.json.Slice;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Puts where they lie into the ids of an answer about files or batches.
 *
 * @param model group that was asked by
 * @param deployment that answered
 * @param batches whether the answer is about batches
 */
record PlacedIds(String model, String deployment, boolean batches) {
    private static final Set<String> OWN = Set.of("id", "first_id", "last_id");
    private static final Set<String> FILES = Set.of("input_file_id", "output_file_id", "error_file_id");
    private static final String LIST = "data";

    /** What is no JSON object stays as it is. */
    Slice in(Slice answer) {
        try {
            return JsonValue.readLenient(answer) instanceof JsonValue.Obj object
                    ? Slice.of(placed(object).toString())
                    : answer;
        } catch (InvalidJsonException e) {
            return answer;
        }
    }

    private JsonValue.Obj placed(JsonValue.Obj object) {
        Map<String, JsonValue> fields = new LinkedHashMap<>();
        object.fields().forEach((name, value) -> fields.put(name, placed(name, value)));
        return new JsonValue.Obj(fields);
    }

    private JsonValue placed(String name, JsonValue value) {
        if (value instanceof JsonValue.Text text && (OWN.contains(name) || FILES.contains(name))) {
            boolean batch = batches && OWN.contains(name);
            return new JsonValue.Text(new PlacedId(text.value(), model, deployment).text(batch));
        }
        if (value instanceof JsonValue.Arr list && name.equals(LIST)) {
            List<JsonValue> all = list.elements().stream()
                    .map(each -> each instanceof JsonValue.Obj object ? placed(object) : each)
                    .toList();
            return new JsonValue.Arr(all);
        }
        return value;
    }
}
