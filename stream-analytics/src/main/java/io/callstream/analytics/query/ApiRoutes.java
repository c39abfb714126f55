package io.callstream.analytics.query;

import io.callstream.events.erasure.ErasedSubjects;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
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
    private final WindowQuery windows;
    private final AlertQuery alerts;

    /**
     * @param health how everything is doing
     * @param scrape the metrics in Prometheus' text format
     * @param keys who may ask the API
     * @param stores what can be asked
     */
    public ApiRoutes(Supplier<Health> health, Supplier<String> scrape, ApiKeys keys, Stores stores) {
        this.health = health;
        this.scrape = scrape;
        this.keys = keys;
        Peers peers = new Peers(stores.here());
        this.calls = new CallQuery(stores.named("calls"), peers, stores.erased());
        this.spend = new SpendQuery(stores.named("spend"), peers, stores.ledger(), stores.clock());
        this.windows = new WindowQuery(stores.named("windows"), peers, stores.clock());
        this.alerts = new AlertQuery(Optional.ofNullable(stores.streams().get("alerts")), peers);
    }

    /**
     * What can be asked.
     *
     * @param here host and port under which other instances reach this one
     * @param ledger version of the ledger that is shown unless another is asked for
     * @param streams the running topologies, by name
     * @param erased whose calls are not shown
     */
    public record Stores(
            HostInfo here,
            String ledger,
            Map<String, KafkaStreams> streams,
            Clock clock,
            Supplier<ErasedSubjects> erased) {
        public Stores {
            streams = Map.copyOf(streams);
        }

        private KafkaStreams named(String name) {
            KafkaStreams found = streams.get(name);
            if (found == null) {
                throw new IllegalArgumentException("topology " + name + " does not run");
            }
            return found;
        }
    }

    Answer answer(Question question) {
        switch (question.path()) {
            case "/health":
                return Health.answer(health);
            case "/metrics":
                return Answer.text(200, "text/plain; version=0.0.4; charset=utf-8", scrape.get());
            case "/openapi.json":
                return new Answer(200, "application/json", openApi());
            default:
                keys.check(question);
                return api(question);
        }
    }

    private Answer api(Question question) {
        if (question.path().startsWith(CallQuery.PATH)) {
            return calls.answer(question);
        }
        return switch (question.path()) {
            case SpendQuery.PATH -> spend.answer(question);
            case WindowQuery.PATH -> windows.answer(question);
            case AlertQuery.PATH -> alerts.answer(question);
            default -> Answer.error(404, "there is no such path; /openapi.json says which there are");
        };
    }

    private static byte[] openApi() {
        try (InputStream description = ApiRoutes.class.getResourceAsStream("openapi.json")) {
            if (description == null) {
                throw new IllegalStateException("the distribution lacks its resource openapi.json");
            }
            return description.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
