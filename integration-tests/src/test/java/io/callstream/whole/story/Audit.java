package io.callstream.whole.story;

import static org.assertj.core.api.Assertions.assertThat;

import io.callstream.events.ChunkEvent;
import io.callstream.events.EventKind;
import io.callstream.sink.CallEvent;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** What must hold of a set of topics, whatever happened before. Repeats of an event are one event. */
public final class Audit {
    private final List<CallEvent> events;
    private final int repeats;

    private Audit(Collection<CallEvent> events, int repeats) {
        this.events = List.copyOf(events);
        this.repeats = repeats;
    }

    public static Audit of(List<CallEvent> read) {
        Map<String, CallEvent> byId = new LinkedHashMap<>();
        read.forEach(event -> byId.putIfAbsent(event.eventId(), event));
        return new Audit(byId.values(), read.size() - byId.size());
    }

    /** Records beyond the first of each event. */
    public int repeats() {
        return repeats;
    }

    public Map<String, Story> stories() {
        Map<String, List<CallEvent>> byCall =
                new TreeMap<>(events.stream().collect(Collectors.groupingBy(CallEvent::callId)));
        Map<String, Story> stories = new TreeMap<>();
        byCall.forEach((callId, told) -> stories.put(callId, new Story(callId, told)));
        return stories;
    }

    public Story story(String callId) {
        Story story = stories().get(callId);
        if (story == null) {
            throw new AssertionError("no event tells of call " + callId);
        }
        return story;
    }

    /** Every call has one pre-call and one terminal event, and its chunks are numbered without a gap. */
    public void everyCallIsWhole() {
        for (Story story : stories().values()) {
            assertThat(story.kindsButChunks())
                    .as("events of call %s", story.callId())
                    .hasSize(2)
                    .startsWith(EventKind.PRE_CALL)
                    .element(1)
                    .matches(EventKind::terminal, "is terminal");
            List<Integer> indexes =
                    story.chunks().stream().map(ChunkEvent::getChunkIndex).toList();
            assertThat(indexes)
                    .as("chunks of call %s", story.callId())
                    .isEqualTo(IntStream.range(0, indexes.size()).boxed().toList());
        }
    }

    /** Nothing that was ever appended to a spool lane is missing. */
    public void noNumberIsMissing() {
        assertThat(missingNumbers()).as("missing seq numbers").isEmpty();
    }

    /** Gaps in {@code seq}, by lane; chunks may follow the events that end their calls, so gaps can close. */
    public List<String> missingNumbers() {
        Map<String, TreeSet<Long>> byLane = events.stream()
                .collect(Collectors.groupingBy(
                        Columns::lane, Collectors.mapping(Columns::seq, Collectors.toCollection(TreeSet::new))));
        List<String> gaps = new ArrayList<>();
        byLane.forEach((lane, numbers) -> {
            long expected = 0;
            for (long number : numbers) {
                if (number != expected) {
                    gaps.add(lane + ": " + expected + " to " + (number - 1));
                }
                expected = number + 1;
            }
        });
        return gaps;
    }
}
