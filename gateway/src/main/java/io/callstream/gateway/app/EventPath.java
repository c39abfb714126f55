package io.callstream.gateway.app;

import io.callstream.events.codec.RegistryClients;
import io.callstream.gateway.admin.HealthPages.EventsState;
import io.callstream.gateway.config.BodyConfig;
import io.callstream.gateway.config.GatewayConfig;
import io.callstream.gateway.config.SpoolConfig;
import io.callstream.gateway.event.BodyFolder;
import io.callstream.gateway.event.BodyReference;
import io.callstream.gateway.event.BodyStore;
import io.callstream.gateway.event.EventCounters;
import io.callstream.gateway.event.EventRecorder;
import io.callstream.gateway.event.FolderBodyStore;
import io.callstream.gateway.event.GatewayName;
import io.callstream.gateway.event.LongAnswers;
import io.callstream.gateway.event.LostCallEvents;
import io.callstream.gateway.event.RecorderOptions;
import io.callstream.gateway.event.SpoolEventRecorder;
import io.callstream.gateway.event.SpooledKinds;
import io.callstream.gateway.limit.Memory;
import io.callstream.gateway.redact.RedactionCounters;
import io.callstream.gateway.telemetry.CallMeters;
import io.callstream.gateway.usage.TokenCounter;
import io.callstream.gateway.usage.TokenizerUsage;
import io.callstream.gateway.usage.UsageCounter;
import io.callstream.json.Slice;
import io.callstream.settings.RegistrySettings;
import io.callstream.settings.SettingsException;
import io.callstream.spool.Durability;
import io.callstream.spool.OnFull;
import io.callstream.spool.Spool;
import io.callstream.spool.SpoolOptions;
import io.callstream.spool.ship.BodyKeeper;
import io.callstream.spool.ship.ShipOptions;
import io.callstream.spool.ship.Shipper;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The path of events: recorders, spool, shipper. */
final class EventPath {
    private static final Logger log = LoggerFactory.getLogger(EventPath.class);

    private final Spool spool;
    private final Shipper shipper;
    private final RecorderOptions options;
    private final Helpers helpers;

    private EventPath(Spool spool, Shipper shipper, RecorderOptions options, Helpers helpers) {
        this.spool = spool;
        this.shipper = shipper;
        this.options = options;
        this.helpers = helpers;
    }

    /** @param lanes one for each event loop */
    static EventPath open(Snapshot snapshot, Path dataDir, int lanes, Clock clock, Helpers helpers) {
        return open(snapshot, dataDir, lanes, clock, helpers, EventPath::toKafka);
    }

    /** One whose events nobody gets. */
    static EventPath toNowhere(Snapshot snapshot, Path dataDir, int lanes, Clock clock, Helpers helpers) {
        return open(snapshot, dataDir, lanes, clock, helpers, (config, spool, bodies) -> Shipper.toNowhere(spool));
    }

    private interface Shipping {
        Shipper of(GatewayConfig config, Spool spool, BodyStore bodies);
    }

    private static EventPath open(
            Snapshot snapshot, Path dataDir, int lanes, Clock clock, Helpers helpers, Shipping shipping) {
        GatewayConfig config = snapshot.config();
        Spool spool = Spool.open(
                spoolOptions(config.events().spool(), dataDir, lanes),
                SpooledKinds.all(),
                new LostCallEvents(clock),
                clock);
        try {
            Shipper shipper = shipping.of(config, spool, helpers.bodies());
            RecorderOptions options = RecorderOptions.of(
                    new GatewayName(spool.gatewayId(), spool.epoch()),
                    config.events().capture(),
                    config.events().spool().segmentBytes(),
                    snapshot.choice(),
                    helpers.bodies(),
                    helpers.usage(snapshot),
                    helpers.calls());
            return new EventPath(spool, shipper, options, helpers);
        } catch (RuntimeException e) {
            spool.close();
            throw e;
        }
    }

    private static Shipper toKafka(GatewayConfig config, Spool spool, BodyStore bodies) {
        Map<String, String> kafka = new HashMap<>(config.events().kafka().properties());
        kafka.put("bootstrap.servers", config.events().kafka().bootstrapServers());
        RegistrySettings registry = config.events().registry();
        ShipOptions options = new ShipOptions(kafka, registry.url().toString(), registry.autoRegister());
        return Shipper.toKafka(
                spool, options, () -> RegistryClients.connect(registry.url(), registry.properties()), keeper(bodies));
    }

    /** What recorders need besides the spool. */
    record Helpers(
            FolderBodyStore bodies,
            TokenCounter tokens,
            Background background,
            Memory memory,
            CallMeters calls,
            RedactionCounters redactions) {
        static Helpers of(
                GatewayConfig config, Path dataDir, Background background, Wiring wiring, TokenCounter tokens) {
            BodyConfig storage = config.events().capture().storage();
            Path folder = storage.directory().orElse(dataDir.resolve("bodies"));
            BodyFolder bodies = new BodyFolder(folder, storage.maxBytes(), storage.retention(), wiring.clock());
            return new Helpers(
                    new FolderBodyStore(bodies, storage.maxPendingBytes(), background.bodies()),
                    tokens,
                    background,
                    wiring.memory(),
                    wiring.telemetry().calls(),
                    wiring.redactions());
        }

        /** Gets the models' vocabularies ready, in the background. */
        void prepare(GatewayConfig config) {
            try {
                background.counting().execute(() -> config.deployments().forEach(each -> tokens.prepare(each.model())));
            } catch (RejectedExecutionException e) {
                log.debug("vocabularies are made ready when they are first needed: too much waits to be counted", e);
            }
        }

        private LongAnswers longAnswers() {
            return new LongAnswers(background.reading(), memory.counting());
        }

        private UsageCounter usage(Snapshot snapshot) {
            return new TokenizerUsage(tokens, snapshot.pricing(), background.counting(), memory.counting());
        }
    }

    /** Starts shipping; what is recorded before waits in the spool. To be called once. */
    void begin() {
        shipper.begin();
    }

    /** Gets what a configuration names ready, in the background. */
    void prepare(GatewayConfig config) {
        helpers.prepare(config);
    }

    /** A recorder of what the configuration says at that reading; lanes and counters stay. */
    EventRecorder recorder(int lane, Executor loop, Snapshot snapshot) {
        GatewayConfig config = snapshot.config();
        RecorderOptions changed = options.with(
                        config.events().capture(),
                        config.events().spool().segmentBytes(),
                        snapshot.choice(),
                        helpers.bodies(),
                        helpers.usage(snapshot))
                .redacting(snapshot.redactions(), helpers.redactions())
                .beside(helpers.longAnswers());
        return new SpoolEventRecorder(spool.lane(lane), loop, changed);
    }

    TokenCounter tokens() {
        return helpers.tokens();
    }

    EventsState state() {
        return new EventsState(spool.stats(), shipper.stats());
    }

    /** The gateway's name, the same at each start. */
    String gateway() {
        return spool.gatewayId();
    }

    EventCounters counters() {
        return options.counters();
    }

    /** To be called when no event loop runs any more: ships what can be shipped in this time, and keeps the rest. */
    void close(Duration shipping) {
        shipper.close(shipping);
        spool.close();
    }

    private static SpoolOptions spoolOptions(SpoolConfig config, Path dataDir, int lanes) {
        long least = SpoolOptions.leastBudget(lanes, config.segmentBytes());
        if (config.maxBytes() < least) {
            throw new SettingsException("callstream.spool.max_bytes: is " + config.maxBytes() + " (expected at least "
                    + least + " for " + lanes + " event loops and segments of " + config.segmentBytes()
                    + " bytes; give it more, or make callstream.spool.segment_bytes smaller)");
        }
        return new SpoolOptions(
                config.directory().orElse(dataDir.resolve("spool")),
                lanes,
                config.maxBytes(),
                config.segmentBytes(),
                Durability.valueOf(config.durability().name()),
                OnFull.valueOf(config.onFull().name()),
                config.gatewayId().orElse(null));
    }

    private static BodyKeeper keeper(BodyStore bodies) {
        return (callId, part, body) -> {
            BodyReference kept = bodies.keep(callId, part, Slice.of(body));
            return kept == null ? null : new BodyKeeper.Kept(kept.uri(), kept.sha256());
        };
    }
}
