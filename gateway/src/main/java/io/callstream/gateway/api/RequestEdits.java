package io.callstream.gateway.api;

import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is to be changed in a request's body.
 *
 * @param texts new texts, by their places among those that {@link ClientApi#texts} has found
 * @param model new value of the field that names the model; null to keep it
 * @param fields new values of top-level fields, as JSON
 * @param removed top-level fields to be left out
 */
public record RequestEdits(
        Map<Integer, String> texts, @Nullable String model, Map<String, String> fields, Set<String> removed) {
    /** Says nothing: the values are what somebody asks a model. */
    @Override
    public String toString() {
        return "RequestEdits[...]";
    }
}
