package io.callstream.recipes.workflow;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.callstream.events.SuccessEvent;

/** Reads what a model answered; the same for streams, whose answer stands in the event in one piece. */
final class Answers {
    private static final ObjectMapper JSON = new ObjectMapper();

    private Answers() {}

    /** The first choice's text; empty when there is none, or when bodies are not kept. */
    static String text(SuccessEvent call) {
        String body = call.getResponseBody();
        if (body == null) {
            return "";
        }
        try {
            return JSON.readTree(body).at("/choices/0/message/content").asText("");
        } catch (JsonProcessingException e) {
            return "";
        }
    }
}
