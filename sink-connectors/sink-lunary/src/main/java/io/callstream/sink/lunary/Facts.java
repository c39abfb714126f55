package io.callstream.sink.lunary;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.callstream.sink.calls.EndedCall;
import java.util.List;

/** A run's metadata, which is flat: the caller's own, and what Lunary has no place for. */
final class Facts {
    private static final List<String> COLUMNS = List.of(
            "session_id",
            "trace_id",
            "provider",
            "model_group",
            "deployment_id",
            "team_id",
            "key_alias",
            "stream",
            "cache_hit",
            "retry_count",
            "finish_reason",
            "reasoning_tokens",
            "error_code",
            "http_status");

    private Facts() {}

    static ObjectNode of(EndedCall call) {
        ObjectNode facts = JsonNodeFactory.instance.objectNode();
        call.metadata().forEachRemaining(said -> facts.set(said.getKey(), said.getValue()));
        COLUMNS.forEach(column -> Run.put(facts, column, call.row().path(column)));
        call.dollars("cost_nano_usd").ifPresent(dollars -> facts.put("cost_usd", dollars));
        call.firstToken().ifPresent(seconds -> facts.put("time_to_first_token", seconds));
        return facts;
    }
}
