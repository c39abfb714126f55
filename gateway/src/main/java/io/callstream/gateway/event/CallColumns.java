package io.callstream.gateway.event;

import io.callstream.gateway.config.ApiKey;
import io.callstream.gateway.config.Deployment;
import org.jspecify.annotations.Nullable;

/**
 * The columns from call_id to call_source, which pre-call and terminal events have in common; those up to
 * session_id chunks have too.
 */
final class CallColumns {
    private CallColumns() {}

    /** Columns call_id to session_id. */
    static void identity(AvroOutput out, String callId, CallFacts facts) {
        out.string(callId);
        out.string(facts.trace().traceId());
        out.string(facts.trace().spanId());
        out.nullableString(facts.trace().parentSpanId());
        out.nullableString(facts.caller().labels().sessionId());
    }

    /** Columns key_hash to prompt_version. */
    static void callerAndRequest(AvroOutput out, Caller caller, RequestInfo asked, RouteChoice choice) {
        key(out, caller.key());
        RequestMetadata labels = caller.labels();
        out.nullableString(labels.endUser());
        out.strings(labels.tags());
        out.strings(labels.metadata());
        out.nullableString(caller.client().ip());
        out.nullableString(caller.client().userAgent());
        out.strings(caller.client().headers());
        out.flag(labels.noLog());
        out.strings(choice.routes(caller));
        out.strings(choice.refused(caller));
        out.strings(RouteChoice.disabled(caller));
        out.string(asked.callType());
        out.nullableString(asked.modelGroup());
        out.flag(asked.stream());
        out.nullableString(asked.parameters());
        prompt(out, asked.prompt());
    }

    /** Columns model_group to disabled_callbacks of a chunk, which say whose call it belongs to. */
    static void ofChunk(AvroOutput out, CallFacts facts, @Nullable Deployment deployment, RouteChoice choice) {
        Caller caller = facts.caller();
        ApiKey key = caller.key();
        out.nullableString(facts.asked().modelGroup());
        out.nullableString(deployment == null ? null : deployment.provider());
        out.nullableString(key == null ? null : key.recordedHash());
        out.nullableString(key == null ? null : key.teamId());
        out.nullableString(key == null ? null : key.userId());
        out.nullableString(caller.labels().endUser());
        out.strings(choice.routes(caller));
        out.strings(RouteChoice.disabled(caller));
    }

    /** Columns request_bytes to call_source. */
    static void request(AvroOutput out, CallFacts facts, KeptBody body) {
        out.number(facts.asked().bodyBytes());
        out.nullableString(body.inline());
        out.nullableString(body.uri());
        out.nullableString(body.sha256());
        out.nullableString(facts.source());
    }

    private static void key(AvroOutput out, @Nullable ApiKey key) {
        out.nullableString(key == null ? null : key.recordedHash());
        out.nullableString(key == null ? null : key.alias());
        out.nullableString(key == null ? null : key.teamId());
        out.nullableString(key == null ? null : key.userId());
    }

    /** Columns prompt_source to prompt_version; nothing when the client sends its prompt itself. */
    private static void prompt(AvroOutput out, @Nullable PromptFacts prompt) {
        out.nullableString(prompt == null ? null : prompt.source());
        out.nullableString(prompt == null ? null : prompt.id());
        out.nullableString(prompt == null ? null : prompt.version());
    }
}
