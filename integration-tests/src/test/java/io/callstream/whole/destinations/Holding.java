package io.callstream.whole.destinations;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.callstream.events.EventKind;
import io.callstream.sink.CallEvent;
import io.callstream.sink.testkit.SinkHarness;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A destination with the kinds of events that its sink subscribes to, and what it should hold of a run. */
public record Holding(String sink, SinkHarness<?> harness, Set<EventKind> kinds) {
    private static final ObjectMapper JSON = new ObjectMapper();

    public Holding {
        kinds = Set.copyOf(kinds);
    }

    /** The sink's section of a configuration file, as YAML in its JSON form. */
    public String section(Map<String, Object> more) {
        Map<String, Object> settings = new HashMap<>(harness.settings());
        settings.putAll(more);
        settings.put("events", kinds.stream().map(EventKind::word).sorted().toList());
        try {
            return "    " + sink + ": " + JSON.writeValueAsString(settings) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** How many of these events the sink reads from its topics. */
    public long read(Collection<CallEvent> events) {
        return events.stream().filter(event -> kinds.contains(event.kind())).count();
    }

    /** Just the events of the sink's subscription are there. */
    public void holdsItsShareOf(Collection<CallEvent> events) {
        harness.assertArrived(share(events).stream().map(CallEvent::eventId).collect(Collectors.toSet()));
    }

    /** Of everybody's share of the words that prompts consisted of, none is missing and none is another's. */
    public void tellsTheWordsOf(Collection<CallEvent> events, Pattern word, Function<CallEvent, String> content) {
        Set<String> wanted = share(events).stream()
                .map(content)
                .flatMap(text -> words(text, word).stream())
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(words(harness.state().toString(), word))
                .as("words at %s", sink)
                .isNotEmpty()
                .isEqualTo(wanted);
    }

    private Collection<CallEvent> share(Collection<CallEvent> events) {
        return events.stream()
                .filter(event -> kinds.contains(event.kind()))
                .filter(harness::takes)
                .toList();
    }

    private static Set<String> words(String text, Pattern word) {
        Set<String> words = new TreeSet<>();
        Matcher found = word.matcher(text);
        while (found.find()) {
            words.add(found.group());
        }
        return words;
    }
}
