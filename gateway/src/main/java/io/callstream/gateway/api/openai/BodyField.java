package io.callstream.gateway.api.openai;

import io.callstream.gateway.config.SecretNames;
import io.callstream.gateway.provider.PromptFields;
import io.callstream.json.FieldTable;
import io.callstream.json.JsonCursor;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the name of a request's top-level field means. That of the usual names is worked out once, and found by the name's
 * bytes: every request has a dozen of them.
 *
 * @param index of a usual name; negative for any other
 * @param known what the gateway reads of it; null for all others
 * @param own whether it is said to the gateway alone
 * @param ofPrompt whether it is about a prompt that is kept elsewhere
 * @param secret whether its value is never recorded
 */
record BodyField(int index, String name, @Nullable RequestField known, boolean own, boolean ofPrompt, boolean secret) {
    private static final int OTHER = -1;

    /** Parameters of OpenAI's API that many requests have. Any other is read the same, a little slower. */
    private static final String PARAMETERS = "temperature top_p max_tokens max_completion_tokens n stop seed"
            + " presence_penalty frequency_penalty logit_bias logprobs top_logprobs response_format tool_choice"
            + " parallel_tool_calls reasoning_effort service_tier modalities audio verbosity prompt_cache_key"
            + " safety_identifier web_search_options dimensions encoding_format echo best_of size quality voice"
            + " instructions language response_modalities top_k min_p repetition_penalty thinking";

    private static final FieldTable<BodyField> USUAL = new FieldTable<>(usual());

    private static Map<String, BodyField> usual() {
        Set<String> names = new LinkedHashSet<>();
        Arrays.stream(RequestField.values()).map(RequestField::text).forEach(names::add);
        Arrays.stream(GatewayField.values())
                .flatMap(group -> group.names().stream())
                .filter(name -> !name.contains("*"))
                .forEach(names::add);
        names.addAll(List.of(PARAMETERS.split(" ", -1)));
        Map<String, BodyField> fields = new LinkedHashMap<>();
        names.forEach(name -> fields.put(name, of(fields.size(), name)));
        return fields;
    }

    private static BodyField of(int index, String name) {
        boolean own = GatewayField.has(name);
        return new BodyField(
                index,
                name,
                RequestField.named(name),
                own,
                own && PromptFields.has(name),
                SecretNames.matches(name) || own && PromptFields.isSecret(name));
    }

    /** The one that a cursor stands before the value of. */
    static BodyField at(JsonCursor cursor) {
        BodyField usual = USUAL.at(cursor);
        return usual == null ? of(OTHER, cursor.key()) : usual;
    }

    boolean isUsual() {
        return index != OTHER;
    }
}
