package io.callstream.sink.helicone;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.callstream.events.FailureEvent;
import io.callstream.events.SuccessEvent;
import io.callstream.sink.CallEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** An ended call in the shape of Helicone's manual logger (POST /custom/v1/log). */
final class CallLog {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int OK = 200;
    private static final int CLIENT_GONE = 499;
    private static final int FAILED = 500;
    private static final long MICROS_PER_MILLI = 1_000;

    /** Empty for events that end no call. */
    Optional<JsonNode> of(CallEvent event) {
        return event.match(
                preCall -> Optional.empty(),
                chunk -> Optional.empty(),
                success -> Optional.of(success(success)),
                failure -> Optional.of(failure(failure)));
    }

    private static JsonNode success(SuccessEvent event) {
        ObjectNode log = JSON.createObjectNode();
        request(log, event.getRequestBody(), event.getModel()).set("meta", Meta.of(event));
        response(log, OK, event.getResponseBody());
        timing(log, event.getStartedAt(), event.getDurationUs(), event.getTtftUs());
        return log;
    }

    private static JsonNode failure(FailureEvent event) {
        ObjectNode log = JSON.createObjectNode();
        request(log, event.getRequestBody(), event.getModel()).set("meta", Meta.of(event));
        String body = event.getProviderErrorBody();
        ObjectNode answer = response(log, status(event), body == null ? event.getResponseBody() : body);
        if (answer.get("json").isEmpty() && answer.get("textBody").isNull()) {
            answer.withObject("/json")
                    .withObject("/error")
                    .put("message", event.getMessage())
                    .put("code", event.getErrorCode());
        }
        timing(log, event.getStartedAt(), event.getDurationUs(), event.getTtftUs());
        return log;
    }

    private static int status(FailureEvent event) {
        if (event.getHttpStatus() != null && event.getHttpStatus() >= 400) {
            return event.getHttpStatus();
        }
        return "client".equals(event.getOrigin()) ? CLIENT_GONE : FAILED;
    }

    private static ObjectNode request(ObjectNode log, @Nullable String body, @Nullable String model) {
        ObjectNode request = log.putObject("providerRequest");
        request.put("url", "custom-model-nopath");
        ObjectNode json = object(body).orElseGet(JSON::createObjectNode);
        if (model != null) {
            json.put("model", model);
        }
        request.set("json", json);
        return request;
    }

    private static ObjectNode response(ObjectNode log, int status, @Nullable String body) {
        ObjectNode response = log.putObject("providerResponse");
        response.put("status", status);
        response.putObject("headers");
        Optional<ObjectNode> json = object(body);
        response.set("json", json.orElseGet(JSON::createObjectNode));
        response.put("textBody", json.isPresent() ? null : body);
        return response;
    }

    private static void timing(ObjectNode log, Instant started, @Nullable Long durationUs, @Nullable Long ttftUs) {
        ObjectNode timing = log.putObject("timing");
        moment(timing.putObject("startTime"), started);
        moment(
                timing.putObject("endTime"),
                started.plus(Duration.ofNanos((durationUs == null ? 0 : durationUs) * 1_000)));
        if (ttftUs != null) {
            timing.put("timeToFirstToken", ttftUs / MICROS_PER_MILLI);
        }
    }

    private static void moment(ObjectNode json, Instant moment) {
        json.put("seconds", moment.getEpochSecond());
        json.put("milliseconds", moment.getNano() / 1_000_000);
    }

    private static Optional<ObjectNode> object(@Nullable String text) {
        if (text == null) {
            return Optional.empty();
        }
        try {
            return JSON.readTree(text) instanceof ObjectNode object ? Optional.of(object) : Optional.empty();
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }
}
