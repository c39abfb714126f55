package io.callstream.sink.slack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.callstream.sink.testkit.FakeReply;
import io.callstream.sink.testkit.ReceivedRequest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** An incoming webhook that keeps Slack's limits and answers in Slack's words. */
final class FakeSlack {
    static final String PATH = "/services/T000/B000/s3cr3t-part";

    private final List<JsonNode> messages = new ArrayList<>();
    private volatile boolean refusesBlocks;
    private volatile boolean refusesAll;
    private volatile String indigestible = "";
    private volatile boolean only;

    synchronized List<JsonNode> messages() {
        return List.copyOf(messages);
    }

    /** All that can be read in a message. */
    static String words(JsonNode message) {
        StringBuilder words = new StringBuilder(message.path("text").asText());
        blocks(message).forEach(block -> {
            words.append('\n').append(block.path("text").path("text").asText());
            block.path("fields")
                    .forEach(field ->
                            words.append('\n').append(field.path("text").asText()));
            block.path("elements")
                    .forEach(element ->
                            words.append('\n').append(element.path("text").asText()));
        });
        return words.toString();
    }

    /** Those of the message, or of its attachment. */
    private static JsonNode blocks(JsonNode message) {
        return message.path("attachments").path(0).path("blocks").isMissingNode()
                ? message.path("blocks")
                : message.path("attachments").path(0).path("blocks");
    }

    void refuseBlocks() {
        refusesBlocks = true;
    }

    void refuseAll() {
        refusesAll = true;
    }

    /** @param inBlocks whether it fails on blocks only, and not on plain text */
    void failOn(String word, boolean inBlocks) {
        indigestible = word;
        only = inBlocks;
    }

    private boolean failsOn(JsonNode message) {
        boolean has = !indigestible.isEmpty() && words(message).contains(indigestible);
        return has && !(only && blocks(message).isMissingNode());
    }

    synchronized FakeReply receive(ReceivedRequest request) {
        if (!request.path().equals(PATH)) {
            return FakeReply.status(404, "no_service");
        }
        try {
            JsonNode message = new ObjectMapper().readTree(request.text());
            if (failsOn(message)) {
                return FakeReply.status(500, "rollup_error");
            }
            if (refusesAll || message.path("text").asText().isEmpty()) {
                return FakeReply.status(400, "no_text");
            }
            if (!blocks(message).isMissingNode() && (refusesBlocks || !blocksAreValid(blocks(message)))) {
                return FakeReply.status(400, "invalid_blocks");
            }
            messages.add(message);
            return FakeReply.ok("ok");
        } catch (IOException e) {
            return FakeReply.status(400, "invalid_payload");
        }
    }

    static boolean blocksAreValid(JsonNode blocks) {
        int all = 0;
        for (JsonNode block : blocks) {
            if (block.path("type").asText().equals("context")) {
                all += block.path("elements").path(0).path("text").asText().length();
                continue;
            }
            if (block.has("fields")) {
                for (JsonNode field : block.path("fields")) {
                    all += field.path("text").asText().length();
                    if (field.path("text").asText().isEmpty()
                            || block.path("fields").size() > 10) {
                        return false;
                    }
                }
                continue;
            }
            String text = block.path("text").path("text").asText();
            int most = block.path("type").asText().equals("header") ? 150 : 3000;
            all += text.length();
            if (text.isEmpty() || text.length() > most) {
                return false;
            }
        }
        return !blocks.isEmpty() && blocks.size() <= 50 && all <= 13_200;
    }
}
