package io.callstream.console.topics;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * A record as a line of the page.
 *
 * @param says the beginning of what it says
 */
public record RecordLine(
        int partition, long offset, String time, String key, String schema, String headers, long bytes, String says) {
    private static final int SHOWN = 160;

    static RecordLine of(ObjectNode json) {
        String says = json.has("note")
                ? json.path("note").asText()
                : json.path("value").toString();
        String schema = json.has("schema_id")
                ? json.path("schema").asText("?") + " · "
                        + json.path("schema_id").asInt()
                : "–";
        StringBuilder headers = new StringBuilder();
        json.path("headers")
                .fields()
                .forEachRemaining(header -> headers.append(headers.isEmpty() ? "" : ", ")
                        .append(header.getKey())
                        .append('=')
                        .append(header.getValue().asText()));
        return new RecordLine(
                json.path("partition").asInt(),
                json.path("offset").asLong(),
                json.path("timestamp").asText(),
                json.path("key").asText(),
                schema,
                headers.toString(),
                json.path("bytes").asLong(),
                says.length() > SHOWN ? says.substring(0, SHOWN) + "…" : says);
    }
}
