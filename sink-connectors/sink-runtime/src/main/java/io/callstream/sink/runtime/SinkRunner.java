package io.callstream.sink.runtime;

import io.callstream.settings.AllowedHosts;
import io.callstream.settings.Section;
import io.callstream.sink.runtime.erase.ErasureWatch;
import io.callstream.sink.runtime.observe.HealthServer;
import io.callstream.sink.runtime.observe.SinkStatus;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.net.InetSocketAddress;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A running sink: its default account, one more for each named route of its settings, and one for alerts if it takes them.
 * Thread-safe.
 *
 * <p>Stopping it in order finishes what is under way and commits it. Killing it at any point only makes events come
 * again, under the same ids.
 */
public final class SinkRunner implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(SinkRunner.class);

    private final PrometheusMeterRegistry meters = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final Optional<HealthServer> health;
    private final Function<SinkRunnerOptions, List<SinkPlan>> plans;
    private SinkRunnerOptions options;
    private volatile List<SinkAccount> accounts = List.of();
    private Optional<ErasureWatch> watch = Optional.empty();
    private boolean closed;

    private SinkRunner(SinkRunnerOptions options, Function<SinkRunnerOptions, List<SinkPlan>> plans) {
        this.options = options;
        this.plans = plans;
        this.health = options.health()
                .map(address -> HealthServer.start(
                        address, this::statuses, meters::scrape, this::resume, hosts(options, address)));
    }

    /** What the configuration names, and the name under which it listens. */
    static AllowedHosts hosts(SinkRunnerOptions options, InetSocketAddress address) {
        Set<String> names = new HashSet<>(options.own().get(RuntimeSettings.HEALTH_HOSTS));
        names.add(address.getHostString());
        return new AllowedHosts(names);
    }

    /**
     * Starts a sink and returns at once; whether Kafka and the destination can be reached shows in {@link #status()}.
     *
     * @throws io.callstream.settings.SettingsException naming everything that is wrong with the configuration
     */
    public static SinkRunner start(SinkRunnerOptions options) {
        return start(options, SinkPlan::running);
    }

    /**
     * As {@link #start}, with the account of alerts alone.
     *
     * @throws io.callstream.settings.SettingsException as there, and if the sink takes no alerts
     */
    public static SinkRunner startForAlerts(SinkRunnerOptions options) {
        return start(options, SinkPlan::ofAlerts);
    }

    private static SinkRunner start(SinkRunnerOptions options, Function<SinkRunnerOptions, List<SinkPlan>> plans) {
        List<SinkPlan> read = plans.apply(options);
        SinkRunner runner = new SinkRunner(options, plans);
        runner.run(read);
        return runner;
    }

    public String name() {
        return options.sink();
    }

    /**
     * Takes over a changed configuration file: when it says something new about this sink, its accounts end in order and
     * start anew with it, which also ends a hold. Address and port of {@code /health} stay.
     *
     * @return whether it said something new
     * @throws io.callstream.settings.SettingsException naming everything that is wrong; the sink goes on as it was
     */
    public synchronized boolean reload(Section config) {
        SinkRunnerOptions changed = options.withConfig(config);
        if (closed || changed.saysTheSameAs(options)) {
            return false;
        }
        List<SinkPlan> read = plans.apply(changed);
        log.info("sink starts anew with its changed configuration: sink={}", options.sink());
        end();
        options = changed;
        run(read);
        return true;
    }

    private void run(List<SinkPlan> read) {
        ErasureWatch watching = SinkPlan.watch(options, read);
        watch = Optional.of(watching);
        accounts = read.stream()
                .map(plan -> SinkAccount.start(options, plan, Reading.live(plan), meters, watching))
                .toList();
    }

    private void end() {
        accounts.forEach(SinkAccount::stop);
        accounts.forEach(SinkAccount::close);
        watch.ifPresent(ErasureWatch::close);
        // The gauges hold on to what has ended, and would go on showing it.
        meters.clear();
    }

    /** How the default account is doing; that of alerts, where it is the only one. */
    public SinkStatus status() {
        return accounts.get(0).status();
    }

    /** How every account is doing, by name, the default one first. */
    public Map<String, SinkStatus> statuses() {
        Map<String, SinkStatus> statuses = new LinkedHashMap<>();
        accounts.forEach(account -> statuses.put(account.name(), account.status()));
        return statuses;
    }

    /** Where {@code /health} and {@code /metrics} are; empty when the options named no address. */
    public Optional<Integer> healthPort() {
        return health.map(HealthServer::port);
    }

    /** Lets accounts that wait or are held try again at once. */
    public void resume() {
        log.info("sink tries again, as it was asked to: sink={}", name());
        accounts.forEach(SinkAccount::resume);
    }

    /** Stops reading, finishes what is under way as far as it can, commits, and closes the sink. */
    @Override
    public synchronized void close() {
        closed = true;
        end();
        health.ifPresent(HealthServer::close);
    }
}
