package io.callstream.console.sinks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.common.TopicPartition;

/** How every sink is doing: by its group's place in the topics, and by what it says itself. Safe for use by several threads. */
public final class SinkBoard {
    /** An account that removes what is of erased subjects; it is shown when something is wrong with it. */
    private static final String ERASURES = ".erasures";

    private final GroupOffsets offsets;
    private final SinkHealth health;
    private final Rates rates = new Rates(System::nanoTime);

    /** @param pages health pages of sinks, by their names */
    public SinkBoard(GroupOffsets offsets, Map<String, URI> pages) {
        this.offsets = offsets;
        this.health = new SinkHealth(pages);
    }

    List<SinkRow> rows() {
        Map<String, Map<TopicPartition, GroupOffsets.Standing>> groups = offsets.accounts();
        Map<String, JsonNode> said = health.accounts();
        Set<String> accounts = new TreeSet<>(groups.keySet());
        accounts.addAll(said.keySet());
        List<SinkRow> rows = new ArrayList<>();
        for (String account : accounts) {
            SinkRow row = row(
                    account,
                    groups.getOrDefault(account, Map.of()),
                    said.getOrDefault(account, MissingNode.getInstance()));
            if (!account.endsWith(ERASURES) || !row.state().equals("running")) {
                rows.add(row);
            }
        }
        return rows;
    }

    private SinkRow row(String account, Map<TopicPartition, GroupOffsets.Standing> standings, JsonNode said) {
        long lag = standings.values().stream()
                .mapToLong(GroupOffsets.Standing::lag)
                .sum();
        long done = standings.values().stream()
                .mapToLong(GroupOffsets.Standing::committed)
                .sum();
        String sink = sinkOf(account);
        String state = said.path("state").asText(health.hasPage(sink) ? "silent" : "unknown");
        return new SinkRow(
                account,
                sink,
                state,
                said.path("reason").asText(state.equals("silent") ? "its health page does not answer" : ""),
                new SinkRow.Lag(lag, said.path("lag_seconds").asDouble(-1)),
                new SinkRow.Traffic(
                        rates.of(account, done),
                        said.path("delivered").asLong(-1),
                        said.path("retries").asLong(-1),
                        said.path("dead_letters").asLong(-1),
                        said.path("filtered").asLong(-1)));
    }

    /**
     * Lets a sink that waits or is held try again at once.
     *
     * @throws io.callstream.console.web.WebException if it cannot be asked
     */
    void resume(String sink) throws InterruptedException {
        health.resume(sink);
    }

    /** The names of sinks that read here. */
    public Set<String> inUse() {
        Set<String> names = new TreeSet<>();
        offsets.accounts().keySet().forEach(account -> names.add(sinkOf(account)));
        return names;
    }

    /** The sink that an account is of. */
    static String sinkOf(String account) {
        int dot = account.indexOf('.');
        return dot < 0 ? account : account.substring(0, dot);
    }
}
