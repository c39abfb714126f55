package io.callstream.sink.sentry;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.callstream.events.FailureEvent;
import io.callstream.sink.failure.Fingerprint;
import io.callstream.sink.json.Texts;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes a failure as a Sentry event, within Sentry's limits. For any thread. */
final class FailureReport {
    private static final int MESSAGE = 8_000;
    private static final int BODY = 8_000;
    private static final int EXTRAS = 50;
    private static final int LONGEST_ID = 128;

    private final SentrySinkConfig.Labels labels;
    private final SentrySinkConfig.Privacy privacy;
    private final Scrubber scrubber;

    FailureReport(SentrySinkConfig.Labels labels, SentrySinkConfig.Privacy privacy) {
        this.labels = labels;
        this.privacy = privacy;
        this.scrubber = new Scrubber(privacy.personal());
    }

    /** The event, but for its id. */
    ObjectNode of(FailureEvent failure, List<Trail.Step> before) {
        ObjectNode event = JsonNodeFactory.instance.objectNode();
        event.put("timestamp", failure.getEventTime().toString())
                .put("platform", "other")
                .put("level", Severity.of(failure))
                .put("logger", "callstream")
                .put("transaction", Fit.text(failure.getCallType(), Fit.TAG))
                .put("server_name", failure.getGatewayId())
                .put("environment", labels.environment());
        labels.release().ifPresent(release -> event.put("release", release));
        exception(event, failure);
        fingerprint(event, Fingerprint.of(failure));
        Tags.write(event.putObject("tags"), failure);
        Contexts.write(event.putObject("contexts"), failure);
        Crumbs.write(event, failure, before);
        extra(event.putObject("extra"), failure);
        if (privacy.personal()) {
            person(event, failure);
        }
        request(event, failure);
        return event;
    }

    private static void exception(ObjectNode event, FailureEvent failure) {
        ObjectNode exception = event.putObject("exception").putArray("values").addObject();
        exception.put("type", failure.getErrorCode()).put("value", Texts.cut(failure.getMessage(), MESSAGE));
        exception.putObject("mechanism").put("type", "callstream").put("handled", false);
    }

    private static void fingerprint(ObjectNode event, Fingerprint kind) {
        event.putArray("fingerprint")
                .add(kind.errorCode())
                .add(orDash(kind.provider()))
                .add(Texts.id(orDash(kind.modelGroup()), LONGEST_ID))
                .add(kind.origin());
    }

    private static String orDash(@Nullable String text) {
        return text == null ? "-" : text;
    }

    private void extra(ObjectNode extra, FailureEvent failure) {
        if (!failure.getTags().isEmpty()) {
            ArrayNode tags = extra.putArray("request_tags");
            failure.getTags().stream().limit(EXTRAS).forEach(tag -> tags.add(Fit.text(tag, Fit.TAG)));
        }
        scrubbed(failure.getMetadata(), "metadata.", extra);
        scrubbed(failure.getProviderHeaders(), "provider_header.", extra);
        String answer = failure.getProviderErrorBody();
        if (privacy.content() && answer != null) {
            extra.put("provider_error_body", Fit.text(Texts.cut(answer, BODY), Fit.BODY));
        }
    }

    private void scrubbed(Map<String, String> values, String prefix, ObjectNode to) {
        values.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .limit(EXTRAS)
                .forEach(entry -> to.put(
                        Fit.name(prefix + entry.getKey()),
                        Fit.text(scrubber.value(entry.getKey(), entry.getValue()), Fit.ENTRY)));
    }

    private static void person(ObjectNode event, FailureEvent failure) {
        ObjectNode user = event.putObject("user");
        String id = failure.getEndUser() == null ? failure.getUserId() : failure.getEndUser();
        if (id != null) {
            user.put("id", Texts.id(id, LONGEST_ID));
        }
        if (failure.getClientIp() != null) {
            user.put("ip_address", failure.getClientIp());
        }
    }

    private void request(ObjectNode event, FailureEvent failure) {
        ObjectNode request = JsonNodeFactory.instance.objectNode();
        if (privacy.personal()) {
            scrubbed(failure.getRequestHeaders(), "", request.putObject("headers"));
        }
        String body = failure.getRequestBody();
        if (privacy.content() && body != null) {
            request.put("data", Texts.cut(body, BODY));
        }
        if (!request.isEmpty()) {
            event.set("request", request.put("method", "POST"));
        }
    }
}
