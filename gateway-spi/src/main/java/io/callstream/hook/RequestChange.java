package io.callstream.hook;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How a request is to be changed; every other byte of it stays. Texts are changed first, then whole fields. A change whose
 * outcome is no request that the gateway takes counts as a failure of the hook.
 *
 * @param texts new texts, by {@link MessageText#index()}
 * @param model public model name to be asked instead; null to keep it. Routing and fallbacks then are that model's
 * @param fields new values of top-level fields, as JSON, such as {@code temperature} or all of {@code messages}
 * @param removed top-level fields to be left out
 */
public record RequestChange(
        Map<Integer, String> texts, @Nullable String model, Map<String, String> fields, Set<String> removed) {
    /** Changes nothing; the beginning of one that does. */
    public static final RequestChange NONE = new RequestChange(Map.of(), null, Map.of(), Set.of());

    private static final String MODEL = "model";

    public RequestChange {
        texts = Map.copyOf(texts);
        fields = Map.copyOf(fields);
        removed = Set.copyOf(removed);
        if (fields.containsKey(MODEL) || removed.contains(MODEL)) {
            throw new IllegalArgumentException("the field model is changed by withModel");
        }
    }

    public RequestChange withText(int index, String text) {
        Map<Integer, String> all = new LinkedHashMap<>(texts);
        all.put(index, text);
        return new RequestChange(all, model, fields, removed);
    }

    public RequestChange withModel(String name) {
        return new RequestChange(texts, name, fields, removed);
    }

    /** @param json the field's new value */
    public RequestChange withField(String name, String json) {
        Map<String, String> all = new LinkedHashMap<>(fields);
        all.put(name, json);
        return new RequestChange(texts, model, all, removed);
    }

    public RequestChange withoutField(String name) {
        Set<String> all = new HashSet<>(removed);
        all.add(name);
        return new RequestChange(texts, model, fields, all);
    }

    /** Says how much is changed only: the values are what somebody asks a model. */
    @Override
    public String toString() {
        return "RequestChange[" + texts.size() + " texts, " + fields.size() + " fields, " + removed.size()
                + " removed]";
    }
}
