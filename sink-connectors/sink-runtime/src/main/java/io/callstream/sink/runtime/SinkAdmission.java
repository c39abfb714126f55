package io.callstream.sink.runtime;

import io.callstream.events.RecordKind;
import io.callstream.events.codec.EventDecoder;
import io.callstream.events.codec.RegistryClients;
import io.callstream.events.codec.RegistryWriterSchemas;
import io.callstream.events.codec.UnreadableEventException;
import io.callstream.sink.SinkEvent;
import io.callstream.sink.runtime.consume.Tally;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Says what a sink would make of records, and delivers nothing. For one thread. */
public final class SinkAdmission {
    private final List<SinkPlan> plans;
    private final EventDecoder decoder;
    private final Clock clock;

    private SinkAdmission(List<SinkPlan> plans, EventDecoder decoder, Clock clock) {
        this.plans = plans;
        this.decoder = decoder;
        this.clock = clock;
    }

    /** @throws io.callstream.settings.SettingsException naming everything that is wrong with the sink's configuration */
    public static SinkAdmission of(SinkRunnerOptions options) {
        List<SinkPlan> plans = SinkPlan.read(options);
        SinkPlan any = plans.get(0);
        EventDecoder decoder = new EventDecoder(new RegistryWriterSchemas(
                RegistryClients.connect(any.registry().url(), any.registry().properties())));
        return new SinkAdmission(plans, decoder, options.clock());
    }

    /**
     * How many accounts would deliver the event, skip it, or keep it as a dead letter because it cannot be read.
     *
     * @throws io.callstream.events.codec.SchemaUnavailableException if the registry has to be asked and cannot be
     */
    public Tally admit(ConsumerRecord<byte[], byte[]> record) {
        return plans.stream()
                .filter(plan -> plan.loop().topics().contains(record.topic()))
                .map(plan -> admit(plan, record))
                .reduce(Tally.NONE, Tally::plus);
    }

    private Tally admit(SinkPlan plan, ConsumerRecord<byte[], byte[]> record) {
        if (record.value() == null) {
            return new Tally(0, 0, 1);
        }
        try {
            // Anew for each account: the filter takes out of the event what the account is not to see.
            RecordKind kind = plan.filter().kind(record.topic());
            Optional<? extends SinkEvent> event =
                    plan.filter().admit(record.topic(), decoder.decode(kind, record.value()));
            return event.isPresent() && !tooOld(event.get(), plan.policy().maxAge())
                    ? new Tally(1, 0, 0)
                    : new Tally(0, 1, 0);
        } catch (UnreadableEventException e) {
            return new Tally(0, 0, 1);
        }
    }

    private boolean tooOld(SinkEvent event, Duration maxAge) {
        return !maxAge.isZero() && event.eventTime().plus(maxAge).isBefore(clock.instant());
    }
}
