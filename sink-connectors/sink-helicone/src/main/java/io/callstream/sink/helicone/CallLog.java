package io.callstream.sink.helicone;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.callstream.events.FailureEvent;
import io.callstream.events.SuccessEvent;
import io.callstream.sink.CallEvent;
import io.callstream.sink.calls.EndedCall;
import io.callstream.sink.json.Fitting;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** An ended call in the shape of Helicone's manual logger (POST /custom/v1/log). */
final class CallLog {
    /** Helicone's own bound is 10 MB. */
    private static final int LARGEST = 9_500_000;

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final int OK = 200;
    private static final int CLIENT_GONE = 499;
    private static final int FAILED = 500;
    private static final long MICROS_PER_MILLI = 1_000;

    /** Empty for events that end no call. */
    Optional<ObjectNode> of(CallEvent event) {
        return event.match(
                preCall -> Optional.empty(),
                chunk -> Optional.empty(),
                success -> Optional.of(success(event, success)),
                failure -> Optional.of(failure(event, failure)));
    }

    private static ObjectNode success(CallEvent ended, SuccessEvent event) {
        EndedCall call = EndedCall.of(ended);
        ObjectNode log = JSON.objectNode();
        request(log, call).set("meta", Meta.of(event));
        ObjectNode answer = response(log, OK, call.response());
        facts(call, answer.withObject("/json"));
        timing(log, event.getStartedAt(), event.getDurationUs(), event.getTtftUs());
        return fitting(log);
    }

    private static ObjectNode failure(CallEvent ended, FailureEvent event) {
        EndedCall call = EndedCall.of(ended);
        ObjectNode log = JSON.objectNode();
        request(log, call).set("meta", Meta.of(event));
        JsonNode body = call.row().path("provider_error_body");
        ObjectNode answer = response(log, status(event), body.isNull() ? call.response() : body);
        if (answer.get("json").isEmpty() && answer.get("textBody").isNull()) {
            answer.withObject("/json")
                    .withObject("/error")
                    .put("message", event.getMessage())
                    .put("code", event.getErrorCode());
        }
        timing(log, event.getStartedAt(), event.getDurationUs(), event.getTtftUs());
        return fitting(log);
    }

    private static ObjectNode fitting(ObjectNode log) {
        if (Fitting.cut(log, LARGEST)) {
            log.withObject("/providerRequest/meta").put("Helicone-Property-Content-Cut", "true");
        }
        return log;
    }

    /** Helicone reads tokens and model from the answer, and reckons the cost by them: they are there also when the answer is not. */
    private static void facts(EndedCall call, ObjectNode answer) {
        call.text("response_model", "model")
                .filter(model -> !answer.hasNonNull("model"))
                .ifPresent(model -> answer.put("model", model));
        if (!answer.path("usage").isObject()) {
            ObjectNode usage = Tokens.of(call);
            if (!usage.isEmpty()) {
                answer.set("usage", usage);
            }
        }
    }

    private static int status(FailureEvent event) {
        if (event.getHttpStatus() != null && event.getHttpStatus() >= 400) {
            return event.getHttpStatus();
        }
        return "client".equals(event.getOrigin()) ? CLIENT_GONE : FAILED;
    }

    private static ObjectNode request(ObjectNode log, EndedCall call) {
        ObjectNode request = log.putObject("providerRequest");
        request.put("url", "custom-model-nopath");
        ObjectNode json = call.request() instanceof ObjectNode object ? object : JSON.objectNode();
        if (call.request().isTextual()) {
            json.set("body", call.request()); // no JSON, or only its beginning
        }
        call.text("model").ifPresent(model -> json.put("model", model));
        request.set("json", json);
        return request;
    }

    private static ObjectNode response(ObjectNode log, int status, JsonNode body) {
        ObjectNode response = log.putObject("providerResponse");
        response.put("status", status);
        response.putObject("headers");
        boolean object = body.isObject();
        response.set("json", object ? body : JSON.objectNode());
        boolean nothing = object || body.isNull() || body.isMissingNode();
        response.put("textBody", nothing ? null : body.isTextual() ? body.textValue() : body.toString());
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
}
