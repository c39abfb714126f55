package io.callstream.analytics.query;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * What {@code /health} says.
 *
 * @param topologies how each is doing
 */
public record Health(Map<String, Topology> topologies) {
    public Health {
        topologies = new TreeMap<>(topologies);
    }

    /**
     * One topology.
     *
     * @param state of Kafka Streams, in lower case
     * @param healthy whether it runs, or is about to
     * @param lag records not read yet, of the partition that lags most
     * @param reason why it last started again; empty when it did not lately
     */
    public record Topology(String state, boolean healthy, long lag, String reason) {}

    static Answer answer(Supplier<Health> now) {
        Health health = now.get();
        ObjectNode json = Answer.JSON.createObjectNode();
        boolean healthy = health.topologies.values().stream().allMatch(Topology::healthy);
        boolean running = health.topologies.values().stream()
                .allMatch(each -> each.state().equals("running"));
        json.put("state", healthy ? running ? "running" : "starting" : "failing");
        ObjectNode all = json.putObject("topologies");
        health.topologies.forEach((name, each) -> {
            ObjectNode one = all.putObject(name);
            one.put("state", each.state());
            one.put("lag_records", each.lag());
            one.put("reason", each.reason());
        });
        return Answer.json(healthy ? 200 : 503, json);
    }
}
