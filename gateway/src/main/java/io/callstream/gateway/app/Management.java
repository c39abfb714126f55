package io.callstream.gateway.app;

import io.callstream.events.DerivedKind;
import io.callstream.events.SpendRecord;
import io.callstream.events.codec.EventDecoder;
import io.callstream.events.codec.RegistryClients;
import io.callstream.events.codec.RegistryWriterSchemas;
import io.callstream.events.codec.SchemaUnavailableException;
import io.callstream.events.codec.UnreadableEventException;
import io.callstream.events.topic.TopicCatalogue;
import io.callstream.events.topic.TopicSpec;
import io.callstream.gateway.admin.manage.CallPrices;
import io.callstream.gateway.admin.manage.ManagementApi;
import io.callstream.gateway.admin.manage.SpendBook;
import io.callstream.gateway.config.GatewayConfig;
import io.callstream.gateway.identity.Entity;
import io.callstream.gateway.identity.EntityKind;
import io.callstream.gateway.identity.Fields;
import io.callstream.gateway.identity.Identities;
import io.callstream.gateway.identity.Owners;
import io.callstream.gateway.limit.shared.OrganizationLedger;
import io.callstream.gateway.server.PageServices;
import io.callstream.gateway.usage.TokenCounter;
import io.callstream.settings.RegistrySettings;
import io.callstream.table.SharedTables;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** What is made at run time: keys and the like, and the API that makes them. Opened when a configuration first has a master key. */
final class Management {
    private final SharedTables tables;
    private final LiveModels models;
    private final Clock clock;
    private final Executor executor;
    private final RandomGenerator secrets = new SecureRandom();
    private @Nullable Identities identities;
    private @Nullable SpendBook spend;

    /** @param executor runs the API, and may wait */
    Management(SharedTables tables, LiveModels models, Clock clock, Executor executor) {
        this.tables = tables;
        this.models = models;
        this.clock = clock;
        this.executor = executor;
    }

    /** Null when the configuration has none made. May read a file the first time, so not on an event loop. */
    synchronized @Nullable Identities identities(GatewayConfig config) {
        boolean wanted = config.auth().management().enabled()
                && config.events().capture().events();
        if (wanted && identities == null) {
            identities = new Identities(tables.kept(TopicCatalogue.identity()));
        }
        return wanted ? identities : null;
    }

    /** Who belongs to which organization, as far as anything has been made. */
    OrganizationLedger.Membership membership() {
        return new OrganizationLedger.Membership() {
            @Override
            public long version() {
                Identities all = known();
                return all == null ? 0 : all.version();
            }

            @Override
            public @Nullable String of(@Nullable String key, @Nullable String team) {
                Identities all = known();
                return all == null
                        ? null
                        : Owners.organizationOf(fields(all, EntityKind.KEY, key), fields(all, EntityKind.TEAM, team));
            }
        };
    }

    private static Fields fields(Identities all, EntityKind kind, @Nullable String id) {
        return all.find(kind, id).map(Entity::fields).orElse(Fields.NONE);
    }

    private synchronized @Nullable Identities known() {
        return identities;
    }

    /** @param tokens counts what is to be priced */
    synchronized PageServices services(Snapshot snapshot, TokenCounter tokens) {
        GatewayConfig config = snapshot.config();
        Identities known = identities(config);
        if (known == null) {
            return PageServices.NONE;
        }
        if (spend == null) {
            spend = spend(config);
        }
        CallPrices prices = new CallPrices(snapshot.routes(), snapshot.pricing(), tokens);
        ManagementApi.Settings configured = new ManagementApi.Settings(
                config.auth().management(),
                config.models().router().quotas().providers(),
                new ManagementApi.ModelDesk(config.models(), models.table(config), models::take));
        return ManagementApi.of(known, spend, configured, prices, clock, secrets, executor);
    }

    private SpendBook spend(GatewayConfig config) {
        RegistrySettings registry = config.events().registry();
        EventDecoder decoder = new EventDecoder(
                new RegistryWriterSchemas(RegistryClients.connect(registry.url(), registry.properties())));
        TopicSpec ledger = new TopicCatalogue(config.events().kafka().partitions()).derived(DerivedKind.SPEND);
        return new SpendBook(value -> decode(decoder, value), follower -> tables.follow(ledger, follower));
    }

    /** A row that cannot be read now is left out: the ledger has it again when its subject spends more. */
    private static Optional<SpendRecord> decode(EventDecoder decoder, byte[] value) {
        try {
            return Optional.of((SpendRecord) decoder.decode(DerivedKind.SPEND, value));
        } catch (UnreadableEventException | SchemaUnavailableException e) {
            return Optional.empty();
        }
    }
}
