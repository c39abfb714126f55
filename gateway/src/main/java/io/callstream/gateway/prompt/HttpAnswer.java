package io.callstream.gateway.prompt;

import io.callstream.json.Slice;

/**
 * What a source of prompts answered.
 *
 * @param status 0 when no whole answer came
 */
record HttpAnswer(int status, Slice body) {
    static final HttpAnswer NONE = new HttpAnswer(0, Slice.EMPTY);
}
