package io.callstream.sink.helicone;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.callstream.sink.testkit.FakeReply;
import io.callstream.sink.testkit.ReceivedRequest;
import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Helicone's manual logger by its documented rules; a log with the id of an earlier one takes its place. */
final class FakeHelicone {
    static final String KEY = "sk-helicone-2f6d";
    private static final Pattern UUID_THAT_IS_KEPT =
            Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[1-5][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}");
    private static final int LARGEST = 10_000_000;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final SortedMap<String, JsonNode> logs = new TreeMap<>();
    private final String poison;
    private final String indigestible;

    /**
     * @param poison a log with this text in it is refused
     * @param indigestible on a log with this text in it the logger fails, with status 200
     */
    FakeHelicone(String poison, String indigestible) {
        this.poison = poison;
        this.indigestible = indigestible;
    }

    synchronized Collection<JsonNode> logs() {
        return List.copyOf(logs.values());
    }

    synchronized FakeReply receive(ReceivedRequest request) {
        if (!request.path().equals("/custom/v1/log")) {
            return FakeReply.status(404, "not found");
        }
        if (!request.header("authorization").equals("Bearer " + KEY)) {
            return FakeReply.status(401, "{\"error\":\"invalid key\"}");
        }
        if (request.body().length > LARGEST || !request.header("content-type").equals("application/json")) {
            return FakeReply.status(400, "body");
        }
        try {
            return take(JSON.readTree(request.body()));
        } catch (IOException e) {
            return FakeReply.status(400, "no JSON");
        }
    }

    private FakeReply take(JsonNode log) {
        String said = log.toString();
        if (said.contains(poison) || !wellFormed(log)) {
            return FakeReply.status(400, "malformed");
        }
        if (said.contains(indigestible)) {
            return FakeReply.ok("{\"error\":\"failed to log\"}");
        }
        logs.put(
                log.path("providerRequest")
                        .path("meta")
                        .path("Helicone-Request-Id")
                        .asText(),
                log);
        return FakeReply.ok("ok");
    }

    private static boolean wellFormed(JsonNode log) {
        JsonNode request = log.path("providerRequest");
        JsonNode response = log.path("providerResponse");
        return request.path("url").isTextual()
                && request.path("json").isObject()
                && wellFormedMeta(request.path("meta"))
                && response.path("status").isInt()
                && response.path("headers").isObject()
                && (response.path("json").isObject()
                        || response.path("textBody").isTextual())
                && wellFormedMoment(log.path("timing").path("startTime"))
                && wellFormedMoment(log.path("timing").path("endTime"));
    }

    private static boolean wellFormedMeta(JsonNode meta) {
        for (JsonNode value : meta) {
            if (!value.isTextual()) {
                return false;
            }
        }
        return !meta.has("Helicone-Auth")
                && UUID_THAT_IS_KEPT
                        .matcher(meta.path("Helicone-Request-Id").asText())
                        .matches();
    }

    private static boolean wellFormedMoment(JsonNode moment) {
        int rest = moment.path("milliseconds").asInt(-1);
        return moment.path("seconds").isIntegralNumber() && rest >= 0 && rest < 1_000;
    }
}
