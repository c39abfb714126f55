package io.callstream.sink.otlp.export;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;

/** An answer in JSON, which some destinations give even to protobuf. */
final class JsonAnswer {
    private static final JsonMapper MAPPER = new JsonMapper();

    private JsonAnswer() {}

    /** None if the body says nothing of it; protobuf's JSON writes 64-bit numbers as texts. */
    static long rejectedSpans(byte[] body) {
        try {
            return MAPPER.readTree(body)
                    .path("partialSuccess")
                    .path("rejectedSpans")
                    .asLong();
        } catch (IOException e) {
            return 0; // No JSON; the status said that all is well.
        }
    }
}
