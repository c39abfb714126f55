package io.callstream.gateway.api;

import io.callstream.gateway.event.PromptFacts;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a step before the provider changes in a request.
 *
 * @param messages that come before the client's: JSON objects with commas between them; empty for none
 * @param fields values, as JSON, that take the place of the client's by the names of their fields
 * @param defaults values, as JSON, of fields that the client says nothing of
 * @param model the model group that the call goes to; null to leave it to the client
 * @param providerModel what the provider calls the model; null to leave it to the deployment
 * @param prompt what the messages come from; null when they are nobody's prompt
 */
public record RequestChange(
        String messages,
        Map<String, String> fields,
        Map<String, String> defaults,
        @Nullable String model,
        @Nullable String providerModel,
        @Nullable PromptFacts prompt) {
    public RequestChange {
        fields = Map.copyOf(fields);
        defaults = Map.copyOf(defaults);
    }
}
