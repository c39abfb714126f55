package io.callstream.replay.plan;

import io.callstream.events.EventKind;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Which kinds of events a replay is about. */
final class SelectedKinds {
    private SelectedKinds() {}

    /**
     * Those that were asked for, and where the events are named by their topics, those of the topics.
     *
     * @throws ReplayRefusedException if the sink does not hear of one of them
     */
    static Set<EventKind> of(ReplayRequest request, String sink, Set<EventKind> heard) {
        Set<EventKind> asked = request.selection().kinds();
        Set<EventKind> wanted = asked.isEmpty() ? named(request.source(), heard) : asked;
        List<EventKind> deaf =
                wanted.stream().filter(kind -> !heard.contains(kind)).sorted().toList();
        if (!deaf.isEmpty()) {
            throw new ReplayRefusedException("sink " + sink + " does not hear of " + words(deaf) + " (it hears of "
                    + words(heard) + "; callstream.sinks." + sink + ".events says of what)");
        }
        return EnumSet.copyOf(wanted);
    }

    private static Set<EventKind> named(Source source, Set<EventKind> heard) {
        if (source instanceof Source.Offsets offsets) {
            return offsets.ranges().stream()
                    .map(range -> kind(range.partition().topic()))
                    .collect(Collectors.toSet());
        }
        return heard;
    }

    static EventKind kind(String topic) {
        try {
            return EventKind.ofTopic(topic);
        } catch (IllegalArgumentException e) {
            throw new ReplayRefusedException("--from-offsets names topic " + topic + ", which holds no events");
        }
    }

    private static String words(Iterable<EventKind> kinds) {
        StringBuilder words = new StringBuilder();
        kinds.forEach(kind -> words.append(words.isEmpty() ? "" : ", ").append(kind.word()));
        return words.toString();
    }
}
