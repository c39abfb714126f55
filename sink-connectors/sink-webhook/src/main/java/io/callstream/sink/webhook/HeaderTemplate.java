package io.callstream.sink.webhook;

import io.callstream.sink.SinkEvent;
import io.callstream.sink.http.HeaderRules;
import io.callstream.sink.json.EventColumns;
import io.callstream.sink.json.Texts;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A header whose value says something of the event, such as {@code X-Team: {team_id}}. A column that the event has not, or that is null,
 * is empty; what a header cannot hold becomes a question mark.
 *
 * @param name the header's
 * @param text its value, with columns and {@code kind} in braces
 */
record HeaderTemplate(String name, String text) {
    private static final Pattern PLACE = Pattern.compile("\\{([a-z0-9_]+)}");
    private static final int LONGEST = 1_000;

    boolean isFilled() {
        return PLACE.matcher(text).find();
    }

    /** Names in braces that are no column of any event, or one that holds what was said in the call. */
    List<String> unknown() {
        return PLACE.matcher(text)
                .results()
                .map(place -> place.group(1))
                .filter(column -> !EventColumns.isPlain(column))
                .toList();
    }

    String value(SinkEvent event) {
        String filled = PLACE.matcher(text)
                .replaceAll(place -> Matcher.quoteReplacement(
                        EventColumns.text(event, place.group(1)).orElse("")));
        return Texts.cut(filled, LONGEST)
                .chars()
                .mapToObj(character -> HeaderRules.isPlain(character) ? Character.toString(character) : "?")
                .collect(Collectors.joining());
    }
}
