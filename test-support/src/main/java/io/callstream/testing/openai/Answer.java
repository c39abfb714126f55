package io.callstream.testing.openai;

import java.util.List;

/**
 * What the simulated model says, before it takes the form of one body or of a stream.
 *
 * @param id the answer's id
 * @param created seconds since 1970
 * @param model the model's name as the request had it
 * @param promptTokens how many tokens the request is counted as
 */
record Answer(String id, long created, String model, long promptTokens, List<Choice> choices) {

    long completionTokens() {
        return choices.stream().mapToLong(Choice::tokenCount).sum();
    }
}
