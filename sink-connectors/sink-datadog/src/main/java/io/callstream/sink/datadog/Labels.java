package io.callstream.sink.datadog;

import com.fasterxml.jackson.databind.JsonNode;
import io.callstream.sink.calls.EndedCall;
import io.callstream.sink.json.Texts;
import java.util.ArrayList;
import java.util.List;

/**
 * What everything from here is marked with.
 *
 * @param source tells integrations apart
 * @param service the service that made the calls
 * @param application name of the LLM application
 * @param hostname may be empty
 * @param tags each {@code key:value}
 */
record Labels(String source, String service, String application, String hostname, List<String> tags) {
    /** Characters of a whole tag. */
    private static final int LONGEST_TAG = 200;

    private static final int LONGEST_VALUE = 1_000;
    private static final int MOST_TAGS = 100;

    Labels {
        tags = List.copyOf(tags);
    }

    /** Our tags, and what the call itself is tagged with. */
    List<String> tagsOf(EndedCall call) {
        List<String> all = new ArrayList<>(tags);
        for (JsonNode tag : call.row().path("tags")) {
            if (all.size() < MOST_TAGS) {
                all.add(tag("request_tag", tag.asText()));
            }
        }
        call.text("team_id").ifPresent(team -> all.add(tag("team", team)));
        return all;
    }

    /** Commas part tags from each other, and spaces end them. Datadog cuts what is longer, which would make two tags one. */
    static String tag(String key, String value) {
        return Texts.id(key + ":" + Texts.id(value, LONGEST_VALUE).replaceAll("[,\\s]+", "_"), LONGEST_TAG);
    }
}
