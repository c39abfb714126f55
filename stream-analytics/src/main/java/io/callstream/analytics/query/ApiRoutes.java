package io.callstream.analytics.query;

import java.util.Map;
import java.util.function.Supplier;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.state.HostInfo;

/** Which path is answered by what. */
public final class ApiRoutes {
    private final Supplier<Health> health;
    private final Supplier<String> scrape;
    private final ApiKeys keys;
    private final CallQuery calls;
    private final SpendQuery spend;

    /**
     * @param health how everything is doing
     * @param scrape the metrics in Prometheus' text format
     * @param keys who may ask the API
     * @param here host and port under which other instances reach this one
     * @param ledger version of the ledger that is shown unless another is asked for
     * @param streams the running topologies, by name
     */
    public ApiRoutes(
            Supplier<Health> health,
            Supplier<String> scrape,
            ApiKeys keys,
            HostInfo here,
            String ledger,
            Map<String, KafkaStreams> streams) {
        this.health = health;
        this.scrape = scrape;
        this.keys = keys;
        Peers peers = new Peers(here);
        this.calls = new CallQuery(named(streams, "calls"), peers);
        this.spend = new SpendQuery(named(streams, "spend"), peers, ledger);
    }

    private static KafkaStreams named(Map<String, KafkaStreams> streams, String name) {
        KafkaStreams found = streams.get(name);
        if (found == null) {
            throw new IllegalArgumentException("topology " + name + " does not run");
        }
        return found;
    }

    Answer answer(Question question) {
        switch (question.path()) {
            case "/health":
                return Health.answer(health);
            case "/metrics":
                return Answer.text(200, "text/plain; version=0.0.4; charset=utf-8", scrape.get());
            default:
                keys.check(question);
                return api(question);
        }
    }

    private Answer api(Question question) {
        if (question.path().startsWith(CallQuery.PATH)) {
            return calls.answer(question);
        }
        if (question.path().equals(SpendQuery.PATH)) {
            return spend.answer(question);
        }
        return Answer.error(404, "there are /health, /metrics, " + SpendQuery.PATH + " and " + CallQuery.PATH + "ID");
    }
}
