package io.callstream.cli.erase;

import io.callstream.cli.topics.EventTopics;
import io.callstream.events.DerivedKind;
import io.callstream.events.EventKind;
import io.callstream.events.topic.TopicCatalogue;
import io.callstream.settings.KafkaSettings;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** What no erasure can remove, and how long it stays. */
final class Staying {
    private Staying() {}

    /**
     * @param without by name of a sink that cannot remove, what stays
     * @param bodiesHere whether the gateway's files are on this machine
     * @throws IllegalStateException if Kafka does not answer
     */
    static Map<String, String> of(KafkaSettings kafka, Map<String, String> without, boolean bodiesHere) {
        Map<String, String> stays = new TreeMap<>(without);
        try (EventTopics topics = EventTopics.on(kafka)) {
            topics.describe(withContent(topics.names()))
                    .forEach(topic -> stays.put(
                            topic.name(),
                            "records are kept " + topic.kept()
                                    + "; until then replay, sql, export, tail and new deliveries leave them out"));
        }
        stays.put(DerivedKind.SPEND.topic(), "sums of spending are kept; they hold nothing of what was said");
        if (!bodiesHere) {
            stays.put(
                    "bodies",
                    "no folder of bodies on this machine; if a gateway keeps some (callstream.bodies.directory), run"
                            + " this command there");
        }
        return stays;
    }

    private static List<String> withContent(Collection<String> there) {
        List<String> topics = new ArrayList<>();
        Stream.of(EventKind.values())
                .map(EventKind::topic)
                .filter(there::contains)
                .forEach(topics::add);
        Stream.of(DerivedKind.CALL.topic()).filter(there::contains).forEach(topics::add);
        there.stream()
                .filter(topic -> TopicCatalogue.sinkOfDeadLetters(topic).isPresent())
                .sorted()
                .forEach(topics::add);
        return topics;
    }
}
