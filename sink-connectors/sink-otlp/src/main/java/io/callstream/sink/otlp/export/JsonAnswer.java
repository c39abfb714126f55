package io.callstream.sink.otlp.export;

import io.callstream.sink.json.JsonReader;

/** An answer in JSON, which some destinations give even to protobuf. */
final class JsonAnswer {
    private JsonAnswer() {}

    /** None if the body says nothing of it; protobuf's JSON writes 64-bit numbers as texts. */
    static long rejectedSpans(byte[] body) {
        // Where it is no JSON, the status said that all is well.
        return JsonReader.tree(body)
                .map(answer ->
                        answer.path("partialSuccess").path("rejectedSpans").asLong())
                .orElse(0L);
    }
}
