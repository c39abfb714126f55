package io.callstream.sink.datadog;

import io.callstream.sink.calls.EndedCall;
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
    Labels {
        tags = List.copyOf(tags);
    }

    /** Our tags, and what the call itself is tagged with. */
    List<String> tagsOf(EndedCall call) {
        List<String> all = new ArrayList<>(tags);
        call.row().path("tags").forEach(tag -> all.add(tag("request_tag", tag.asText())));
        call.text("team_id").ifPresent(team -> all.add(tag("team", team)));
        return all;
    }

    /** Commas part tags from each other, and spaces end them. */
    static String tag(String key, String value) {
        return key + ":" + value.replaceAll("[,\\s]+", "_");
    }
}
