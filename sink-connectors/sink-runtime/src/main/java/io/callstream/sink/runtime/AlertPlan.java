package io.callstream.sink.runtime;

import io.callstream.events.DerivedKind;
import io.callstream.settings.Key;
import io.callstream.settings.Section;
import io.callstream.sink.AlertEvent;
import io.callstream.sink.AlertSinkFactory;
import io.callstream.sink.BatchPolicy;
import io.callstream.sink.SinkFactory;
import io.callstream.sink.runtime.consume.LoopSettings;
import io.callstream.sink.runtime.subscribe.AlertFilter;
import java.util.List;
import java.util.Optional;

/**
 * How a sink takes alerts: by an account of its own, so that none waits behind events of calls.
 *
 * @param filter which of them it gets
 * @param wanted whether any can be for it, by its own settings and by the rules in the same file
 * @param policy how they are gathered
 * @param destination where they go
 */
record AlertPlan(AlertFilter filter, boolean wanted, BatchPolicy policy, Destination<AlertEvent> destination) {
    /** The setting, the name of the account behind the sink's, and its folder. */
    static final String ALERTS = "alerts";

    static final Key<Optional<Boolean>> UNADDRESSED = Key.flag(ALERTS)
            .optional()
            .says(
                    "Of sinks that deliver alerts only: whether those of rules that name no sink are for this one, too; by"
                            + " default `true` for `slack`, else `false`.");

    private static final String RULES = ALERTS;
    private static final String NOTIFY = "notify";
    private static final int BATCHES_IN_MEMORY = 4;
    private static final long BUFFERED_BYTES = 2L << 20;

    /** Empty for a sink that takes none. */
    static <C> Optional<AlertPlan> read(SinkFactory<C> factory, C config, Section own, SinkRunnerOptions options) {
        if (!(factory instanceof AlertSinkFactory<C> alerts)) {
            return Optional.empty();
        }
        boolean unaddressed = own.get(UNADDRESSED).orElse(alerts.alertsByDefault());
        return Optional.of(new AlertPlan(
                new AlertFilter(options.sink(), unaddressed),
                unaddressed || named(options),
                alerts.alertBatching(config),
                new Destination<>(
                        AlertEvent.class,
                        alerts.alertRepeats(config),
                        context -> alerts.createForAlerts(config, context))));
    }

    /** Whether a rule, or LiteLLM's {@code alerting}, names the sink. What else rules say is for analytics to read. */
    private static boolean named(SinkRunnerOptions options) {
        List<Section> rules = options.config().section("callstream").sections(RULES);
        boolean named = rules.stream().anyMatch(rule -> rule.texts(NOTIFY).contains(options.sink()))
                || options.config()
                        .section("general_settings")
                        .texts("alerting")
                        .contains(options.sink());
        rules.forEach(Section::acceptAll);
        return named;
    }

    /** The account's plan, beside that of the sink's default account. */
    SinkPlan beside(SinkPlan standard) {
        String name = Accounts.name(standard.name(), Optional.of(ALERTS));
        LoopSettings calls = standard.loop();
        LoopSettings loop = new LoopSettings(
                name,
                List.of(DerivedKind.ALERT.topic()),
                true, // It is made where analytics runs.
                calls.from(),
                calls.goOnAfterGap(),
                policy.maxEvents() * policy.concurrency() * BATCHES_IN_MEMORY,
                BUFFERED_BYTES,
                calls.patience());
        return new SinkPlan(
                name,
                standard.dataDirectory().resolve(ALERTS),
                standard.connection(),
                filter,
                policy,
                loop,
                destination,
                SinkPlan.Beside.NOTHING);
    }
}
