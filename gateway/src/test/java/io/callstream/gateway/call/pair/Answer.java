package io.callstream.gateway.call.pair;

import io.callstream.json.JsonObject;
import io.callstream.json.JsonValue;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a provider is to answer.
 *
 * @param cached tokens of the prompt
 * @param thought tokens of the completion
 */
record Answer(Said said, long cached, long thought) {
    String text() {
        return said.text();
    }

    String reasoning() {
        return said.reasoning();
    }

    List<Said.Use> tools() {
        return said.tools();
    }

    long prompt() {
        return said.prompt();
    }

    long completion() {
        return said.completion();
    }

    /** The same from a provider that does not say what it used. */
    Answer uncounted() {
        Said untold = new Said(text(), reasoning(), tools(), said.finish(), -1, -1);
        return new Answer(untold, 0, 0);
    }

    /** What it says of its usage; null for nothing. */
    @Nullable JsonValue counted(JsonObject usage) {
        return prompt() < 0 ? null : usage.value();
    }

    /** How it ended, in a provider's words. */
    String finish(String stop, String length, String tools) {
        return switch (said.finish()) {
            case "length" -> length;
            case "tool_calls" -> tools;
            default -> stop;
        };
    }
}
