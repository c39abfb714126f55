package io.callstream.analytics.query;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.kafka.streams.state.HostInfo;

/** Lists of rows that several instances have parts of. */
final class RowLists {
    private RowLists() {}

    /**
     * Adds what the other instances have to what this one has.
     *
     * @param here rows of this instance
     * @param order how the whole is sorted
     * @param most how many rows at most
     */
    static Answer whole(
            Question question,
            StoreReader<?> store,
            Peers peers,
            List<ObjectNode> here,
            Comparator<ObjectNode> order,
            int most) {
        List<ObjectNode> rows = new ArrayList<>(here);
        if (!question.local()) {
            for (HostInfo other : peers.others(store.streams(), store.name())) {
                peers.ask(other, question).forEach(row -> rows.add((ObjectNode) row));
            }
        }
        ArrayNode answer = Answer.JSON.createArrayNode();
        rows.stream().sorted(order).limit(most).forEach(answer::add);
        return Answer.ok(answer);
    }
}
