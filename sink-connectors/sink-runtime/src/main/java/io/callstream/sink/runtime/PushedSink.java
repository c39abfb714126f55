package io.callstream.sink.runtime;

import io.callstream.settings.SettingsException;
import io.callstream.sink.runtime.consume.DeliveryPipeline;
import io.callstream.sink.runtime.deliver.DeadLetters;
import io.callstream.sink.runtime.observe.SinkMonitor;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.Optional;

/**
 * One account of a sink for a process that has its own consumer and its own dead letters, such as a Kafka Connect worker:
 * it delivers as the runner does, and leaves fetching and committing to its owner. For one thread.
 */
public final class PushedSink implements AutoCloseable {
    /** The account of alerts. */
    public static final String ALERTS = AlertPlan.ALERTS;

    private final AccountPipeline accountPipeline;
    private final DeliveryPipeline pipeline;
    private final Duration patience;

    private PushedSink(AccountPipeline accountPipeline, DeliveryPipeline pipeline, Duration patience) {
        this.accountPipeline = accountPipeline;
        this.pipeline = pipeline;
        this.patience = patience;
    }

    /**
     * @param options as for the runner; {@code from}, {@code on_gap} and the connection to Kafka are not used
     * @param part the account of this route, or {@link #ALERTS}; the default one when it is empty
     * @param letters keeps refused events; an exception from it shows as {@link DeliveryPipeline#failure()}
     * @throws SettingsException naming everything that is wrong with the configuration
     */
    public static PushedSink start(SinkRunnerOptions options, Optional<String> part, DeadLetters letters) {
        SinkPlan plan = plan(options, part);
        AccountPipeline accountPipeline = new AccountPipeline(
                options,
                plan,
                Optional.empty(),
                new SinkMonitor(plan.name(), new SimpleMeterRegistry(), options.clock()),
                letters,
                new Stopping(),
                Optional.empty());
        return new PushedSink(
                accountPipeline, accountPipeline.pipeline(), plan.loop().patience());
    }

    /** Only reads the configuration. Arguments and exception as in {@link #start}. */
    public static void check(SinkRunnerOptions options, Optional<String> part) {
        plan(options, part);
    }

    private static SinkPlan plan(SinkRunnerOptions options, Optional<String> part) {
        String account = Accounts.name(options.sink(), part);
        return SinkPlan.all(options).stream()
                .filter(plan -> plan.name().equals(account))
                .findFirst()
                .orElseThrow(() -> new SettingsException("the configuration has no account '" + account
                        + "' (sinks that take alerts: "
                        + String.join(", ", options.catalogue().takeAlerts()) + ")"));
    }

    /** Where records go in, and how far they have come. */
    public DeliveryPipeline pipeline() {
        return pipeline;
    }

    /** Finishes what is under way as far as it can, and closes the sink. */
    @Override
    public void close() {
        accountPipeline.stop();
        try {
            pipeline.finish(patience);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            pipeline.close();
            accountPipeline.close();
        }
    }
}
