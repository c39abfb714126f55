package io.callstream.sink.sentry;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.callstream.events.AlertRecord;
import io.callstream.events.FailureEvent;
import io.callstream.sink.json.Texts;
import org.jspecify.annotations.Nullable;

/** What failures and alerts can be searched by. Sentry drops a tag that is longer than 200 characters or has a line break. */
final class Tags {
    private static final int LONGEST = 200;

    private final ObjectNode tags;

    private Tags(ObjectNode tags) {
        this.tags = tags;
    }

    static void write(ObjectNode into, FailureEvent failure) {
        new Tags(into)
                .tag("call_id", failure.getCallId())
                .tag("call_type", failure.getCallType())
                .tag("error_code", failure.getErrorCode())
                .tag("error_type", failure.getErrorType())
                .tag("origin", failure.getOrigin())
                .tag("http_status", failure.getHttpStatus())
                .tag("provider_status", failure.getProviderStatus())
                .tag("retryable", failure.getRetryable())
                .tag("provider", failure.getProvider())
                .tag("model", failure.getModel())
                .tag("model_group", failure.getModelGroup())
                .tag("deployment_id", failure.getDeploymentId())
                .tag("stream", failure.getStream())
                .tag("key_alias", failure.getKeyAlias())
                .tag("team_id", failure.getTeamId())
                .id("session_id", failure.getSessionId());
    }

    static void write(ObjectNode into, AlertRecord alert) {
        Tags tags = new Tags(into)
                .tag("alert_id", Texts.id(alert.getAlertId(), LONGEST))
                .tag("rule", alert.getRule())
                .tag("metric", alert.getMetric())
                .tag("severity", alert.getSeverity())
                .tag("state", alert.getState())
                .tag("alert_type", alert.getAlertType())
                .tag("error_code", alert.getErrorCode());
        alert.getLabels().forEach((name, value) -> tags.tag(name, Texts.id(value, LONGEST)));
    }

    /** Cut ones would be searched for in vain, or found for others. */
    private Tags id(String name, @Nullable String value) {
        return tag(name, value == null ? null : Texts.id(value, LONGEST));
    }

    private Tags tag(String name, @Nullable Object value) {
        String text =
                value == null ? "" : value.toString().replaceAll("\\s+", " ").strip();
        if (!text.isEmpty()) {
            tags.put(name, Texts.cut(text, LONGEST));
        }
        return this;
    }
}
