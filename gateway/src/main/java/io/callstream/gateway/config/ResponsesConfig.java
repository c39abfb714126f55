package io.callstream.gateway.config;

import io.callstream.settings.Key;
import io.callstream.settings.Section;
import java.time.Duration;

/**
 * What is kept of answers to the Responses API, so that a later request can go on from one.
 *
 * @param keep how long; zero for not at all
 * @param maxBytes of all together
 * @param maxEntryBytes of one answer with its input
 */
public record ResponsesConfig(Duration keep, long maxBytes, int maxEntryBytes) {
    static final Key<Duration> KEEP = Key.duration("keep")
            .max("365d")
            .byDefault("30d")
            .says("How long an answer of the Responses API is kept for requests that name it in `previous_response_id`,"
                    + " encrypted with its id; 0 keeps none.");
    static final Key<Long> MAX_BYTES = Key.bytes("max_bytes")
            .min("64KiB")
            .max("64GiB")
            .byDefault("64MiB")
            .says("Memory of each gateway that kept answers may take; the oldest go first.");
    static final Key<Integer> MAX_ENTRY = Key.bytes("max_entry_bytes")
            .min("1KiB")
            .max("8MiB")
            .as(Math::toIntExact)
            .byDefault("1MiB")
            .says("Largest answer, with its input and compressed, that is kept.");

    static ResponsesConfig read(Section responses) {
        return new ResponsesConfig(responses.get(KEEP), responses.get(MAX_BYTES), responses.get(MAX_ENTRY));
    }
}
