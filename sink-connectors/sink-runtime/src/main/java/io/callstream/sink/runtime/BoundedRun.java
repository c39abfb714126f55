package io.callstream.sink.runtime;

import io.callstream.sink.runtime.consume.Bounds;
import io.callstream.sink.runtime.consume.OffsetRange;
import io.callstream.sink.runtime.consume.Tally;
import io.callstream.sink.runtime.erase.ErasureWatch;
import io.callstream.sink.runtime.observe.HealthServer;
import io.callstream.sink.runtime.observe.SinkStatus;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.kafka.common.TopicPartition;

/**
 * Delivers fixed parts of the topics once, beside the running sink and just as it does: with the same engine, ids and verdicts, and
 * groups of its own. Each account of the sink reads all of it. Thread-safe.
 *
 * <p>What was delivered is committed; a run that was killed is started again with the same job and bounds, and goes on.
 */
public final class BoundedRun implements AutoCloseable {
    private final PrometheusMeterRegistry meters = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final List<SinkAccount> accounts;
    private final Optional<HealthServer> health;
    private final ErasureWatch watch;
    private Tally most = Tally.NONE;

    private BoundedRun(SinkRunnerOptions options, List<SinkPlan> plans, String job, Bounds bounds) {
        this.health = options.health()
                .map(address -> HealthServer.start(
                        address, this::statuses, meters::scrape, this::resume, SinkRunner.hosts(options, address)));
        this.watch = SinkPlan.watch(options, plans);
        this.accounts = plans.stream()
                .map(plan -> SinkAccount.start(options, plan, reading(plan, job, bounds), meters, watch))
                .toList();
    }

    /**
     * Starts it and returns at once; {@code /health} and {@code /metrics} are where the options name an address.
     *
     * @param job names the run, and so its groups
     * @throws io.callstream.settings.SettingsException naming everything that is wrong with the configuration
     */
    public static BoundedRun start(SinkRunnerOptions options, String job, Bounds bounds) {
        List<SinkPlan> plans =
                SinkPlan.read(options).stream().map(SinkPlan::beside).toList();
        return new BoundedRun(options, plans, job, bounds);
    }

    private static Reading reading(SinkPlan plan, String job, Bounds bounds) {
        Map<TopicPartition, OffsetRange> own = bounds.ranges().entrySet().stream()
                .filter(entry -> plan.loop().topics().contains(entry.getKey().topic()))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
        return new Reading(
                SinkGroups.replay(plan.name(), job),
                Optional.of(new Bounds(own, bounds.selection(), bounds.pace())),
                Optional.of(job));
    }

    /** How events have ended, over all accounts and all runs of the job; never less than was said before. */
    public synchronized Tally tally() {
        Tally now = accounts.stream().map(SinkAccount::tally).reduce(Tally.NONE, Tally::plus);
        most = now.total() >= most.total() ? now : most;
        return most;
    }

    /** How every account is doing, by name. */
    public Map<String, SinkStatus> statuses() {
        Map<String, SinkStatus> statuses = new LinkedHashMap<>();
        accounts.forEach(account -> statuses.put(account.name(), account.status()));
        return statuses;
    }

    /** What {@code /metrics} shows. */
    public MeterRegistry meters() {
        return meters;
    }

    /** Where {@code /health} and {@code /metrics} are; empty when the options named no address. */
    public Optional<Integer> healthPort() {
        return health.map(HealthServer::port);
    }

    /** Whether everything within the bounds has come to its end. */
    public boolean complete() {
        return accounts.stream().allMatch(SinkAccount::complete);
    }

    /** What ended the run of an account before its time, such as events that are not in their topic any more. */
    public Optional<String> failure() {
        return accounts.stream().flatMap(account -> account.failure().stream()).findFirst();
    }

    /** Lets accounts that wait or are held try again at once. */
    public void resume() {
        accounts.forEach(SinkAccount::resume);
    }

    /** Stops reading, finishes what is under way as far as it can, commits, and closes the sink. */
    @Override
    public void close() {
        accounts.forEach(SinkAccount::stop);
        accounts.forEach(SinkAccount::close);
        watch.close();
        health.ifPresent(HealthServer::close);
    }
}
