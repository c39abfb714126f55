package io.callstream.console.call;

import io.callstream.console.sinks.GroupOffsets;
import io.callstream.reader.ReadFailedException;
import io.callstream.settings.KafkaSettings;
import io.callstream.sink.runtime.deadletter.DeadLetter;
import io.callstream.sink.runtime.deadletter.DeadLetterStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.TopicPartition;

/**
 * Says of each sink whether it has dealt with a call, by how far its group has come in the topic where the call's end stands. Safe for use
 * by several threads.
 */
public final class Deliveries {
    private final GroupOffsets offsets;
    private final KafkaSettings kafka;

    public Deliveries(GroupOffsets offsets, KafkaSettings kafka) {
        this.offsets = offsets;
        this.kafka = kafka;
    }

    List<Delivered> of(CallEvents events) {
        Optional<CallEvents.Found> main = events.main();
        if (main.isEmpty()) {
            return List.of();
        }
        List<Delivered> deliveries = new ArrayList<>();
        offsets.accounts().forEach((account, standings) -> deliveries.add(of(account, standings, main.get(), events)));
        return deliveries;
    }

    private Delivered of(
            String account,
            Map<TopicPartition, GroupOffsets.Standing> standings,
            CallEvents.Found found,
            CallEvents events) {
        GroupOffsets.Standing standing = standings.get(found.partition());
        if (standing == null) {
            return new Delivered(
                    account,
                    "none",
                    "its group has not read " + found.partition().topic());
        }
        if (standing.committed() <= found.offset()) {
            long before = found.offset() - standing.committed();
            return new Delivered(
                    account, "waiting", before == 0 ? "next in its partition" : before + " records before it");
        }
        return letter(account, events.callId())
                .map(letter -> new Delivered(account, "dead", letter.refusal().reason()))
                .orElseGet(() -> new Delivered(account, "delivered", "its group has passed offset " + found.offset()));
    }

    private Optional<DeadLetter> letter(String account, String callId) {
        String sink = account.contains(".") ? account.substring(0, account.indexOf('.')) : account;
        try (DeadLetterStore store = new DeadLetterStore(kafka, sink)) {
            return store.open().stream()
                    .filter(letter -> letter.eventId()
                            .filter(id -> id.startsWith(callId + ":"))
                            .isPresent())
                    .findFirst();
        } catch (ReadFailedException e) {
            return Optional.empty(); // the page says what is known without it
        }
    }
}
