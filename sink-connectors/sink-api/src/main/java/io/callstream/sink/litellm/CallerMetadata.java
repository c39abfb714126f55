package io.callstream.sink.litellm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;

/** What LiteLLM's payload says of the caller. */
final class CallerMetadata {
    /** LiteLLM's name of each column. */
    private static final Map<String, String> NAMES = Map.of(
            "key_hash", "user_api_key_hash",
            "key_alias", "user_api_key_alias",
            "team_id", "user_api_key_team_id",
            "user_id", "user_api_key_user_id",
            "end_user", "user_api_key_end_user_id",
            "call_type", "user_api_key_request_route",
            "client_ip", "requester_ip_address",
            "metadata", "requester_metadata",
            "request_headers", "requester_custom_headers");

    private CallerMetadata() {}

    static void write(JsonNode row, ObjectNode payload) {
        payload.set("end_user", row.path("end_user"));
        payload.set("requester_ip_address", row.path("client_ip"));
        ObjectNode metadata = payload.putObject("metadata");
        NAMES.forEach((column, name) -> metadata.set(name, row.path(column)));
        JsonNode body = row.path("response_body").path("usage");
        metadata.set("usage_object", body.isMissingNode() ? metadata.nullNode() : body);
        prompt(row, metadata);
        List.of("user_api_key_org_id", "user_api_key_team_alias", "user_api_key_user_email", "applied_guardrails")
                .forEach(metadata::putNull);
    }

    private static void prompt(JsonNode row, ObjectNode metadata) {
        if (!row.path("prompt_id").isTextual()) {
            metadata.putNull("prompt_management_metadata");
            return;
        }
        ObjectNode prompt = metadata.putObject("prompt_management_metadata");
        prompt.set("prompt_id", row.path("prompt_id"));
        prompt.set("prompt_integration", row.path("prompt_source"));
        prompt.putNull("prompt_variables");
    }
}
