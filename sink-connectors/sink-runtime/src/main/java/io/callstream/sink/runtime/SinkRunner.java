package io.callstream.sink.runtime;

import io.callstream.sink.runtime.observe.HealthServer;
import io.callstream.sink.runtime.observe.SinkStatus;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A running sink: its default account, and one more for each named route of its settings. Thread-safe.
 *
 * <p>Stopping it in order finishes what is under way and commits it. Killing it at any point only makes events come
 * again, under the same ids.
 */
public final class SinkRunner implements AutoCloseable {
    private final String name;
    private final List<SinkAccount> accounts;
    private final Optional<HealthServer> health;

    private SinkRunner(String name, List<SinkAccount> accounts, Optional<HealthServer> health) {
        this.name = name;
        this.accounts = List.copyOf(accounts);
        this.health = health;
    }

    /**
     * Starts a sink and returns at once; whether Kafka and the destination can be reached shows in {@link #status()}.
     *
     * @throws io.callstream.settings.SettingsException naming everything that is wrong with the configuration
     */
    public static SinkRunner start(SinkRunnerOptions options) {
        List<SinkPlan> plans = SinkPlan.read(options);
        PrometheusMeterRegistry meters = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        List<SinkAccount> accounts = new CopyOnWriteArrayList<>();
        // Before anything runs: a busy port ends the start.
        Optional<HealthServer> health =
                options.health().map(address -> HealthServer.start(address, () -> statuses(accounts), meters::scrape));
        plans.forEach(plan -> accounts.add(SinkAccount.start(options, plan, meters)));
        return new SinkRunner(options.sink(), accounts, health);
    }

    public String name() {
        return name;
    }

    /** How the default account is doing. */
    public SinkStatus status() {
        return accounts.get(0).status();
    }

    /** How every account is doing, by name, the default one first. */
    public Map<String, SinkStatus> statuses() {
        return statuses(accounts);
    }

    /** Where {@code /health} and {@code /metrics} are; empty when the options named no address. */
    public Optional<Integer> healthPort() {
        return health.map(HealthServer::port);
    }

    /** Lets held accounts try again at once. */
    public void resume() {
        accounts.forEach(SinkAccount::resume);
    }

    /** Stops reading, finishes what is under way as far as it can, commits, and closes the sink. */
    @Override
    public void close() {
        accounts.forEach(SinkAccount::stop);
        accounts.forEach(SinkAccount::close);
        health.ifPresent(HealthServer::close);
    }

    private static Map<String, SinkStatus> statuses(List<SinkAccount> accounts) {
        Map<String, SinkStatus> statuses = new LinkedHashMap<>();
        accounts.forEach(account -> statuses.put(account.name(), account.status()));
        return statuses;
    }
}
