package io.callstream.gateway.admin.manage;

import io.callstream.gateway.config.Deployment;
import io.callstream.gateway.config.MadeModels;
import io.callstream.gateway.error.CallError;
import io.callstream.gateway.error.GatewayError;
import io.callstream.gateway.identity.Fields;
import io.callstream.gateway.models.MadeKind;
import io.callstream.gateway.models.MadeRecord;
import io.callstream.gateway.models.MadeTable;
import io.callstream.gateway.models.UnreadableMadeException;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Reads and writes models and credentials for the management API. A change has been written, and is in effect on this gateway, when it
 * returns. Safe for all threads that may wait.
 */
final class MadeBook {
    private final ManagementApi.ModelDesk desk;
    private final Clock clock;
    private final Changes changes = new Changes();

    MadeBook(ManagementApi.ModelDesk desk, Clock clock) {
        this.desk = desk;
        this.clock = clock;
    }

    ManagementApi.ModelDesk desk() {
        return desk;
    }

    /** @throws ManagementException 501, in LiteLLM's words, when none are kept */
    MadeTable table() {
        MadeTable table = desk.table();
        if (table == null) {
            throw new ManagementException(new CallError(
                    GatewayError.KEPT_IN_CONFIGURATION,
                    "Set `'STORE_MODEL_IN_DB='True'` in your env to enable this feature (or general_settings.store_model_in_db:"
                            + " true). Until then models and credentials stand in model_list and credential_list of the"
                            + " configuration file, which the gateway reads again when it has changed."));
        }
        return table;
    }

    /** Empty when there is none. @throws ManagementException 400 if it cannot be read */
    Optional<MadeRecord> find(MadeKind kind, String id) {
        try {
            return table().find(kind, id);
        } catch (UnreadableMadeException e) {
            throw ManagementException.bad("It " + e.getMessage() + ".", null);
        }
    }

    /** A model that is served, of the file or not. */
    Optional<Deployment> served(String id) {
        return desk.served().deployments().stream()
                .filter(each -> each.id().equals(id))
                .findFirst();
    }

    <T> T alone(MadeKind kind, String id, Supplier<T> work) {
        table();
        return changes.alone(kind + ":" + id, work);
    }

    /** @throws ManagementException 400 naming the key that keeps it from being served */
    void checkModel(MadeRecord model) {
        List<String> problems = desk.served()
                .more()
                .problems(MadeTable.entry(model), table().content().models().credentials());
        if (!problems.isEmpty()) {
            String first = problems.get(0);
            throw ManagementException.bad(String.join("; ", problems), first.substring(0, first.indexOf(':')));
        }
    }

    MadeRecord save(MadeRecord made) {
        Changes.await(table().save(made));
        desk.take().run();
        return made;
    }

    void remove(MadeKind kind, String id) {
        Changes.await(table().remove(kind, id));
        desk.take().run();
    }

    MadeModels all() {
        MadeTable table = desk.table();
        return table == null ? MadeModels.NONE : table.content().models();
    }

    /** All that can be read. */
    Map<String, MadeRecord> all(MadeKind kind) {
        MadeTable table = desk.table();
        return table == null ? Map.of() : table.all(kind, new ArrayList<>());
    }

    /** Who made it and when. */
    Fields made(Ask ask, Fields fields) {
        String now = now();
        return fields.with(
                Map.of("created_at", now, "created_by", ask.actor(), "updated_at", now, "updated_by", ask.actor()));
    }

    Fields changed(Ask ask, Fields fields) {
        return fields.with(Map.of("updated_at", now(), "updated_by", ask.actor()));
    }

    private String now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS).toString();
    }

    static MadeRecord record(MadeKind kind, String id, Fields fields, Fields secret, String param) {
        try {
            return new MadeRecord(kind, id, fields, secret);
        } catch (IllegalArgumentException e) {
            throw ManagementException.bad(param + " " + e.getMessage(), param);
        }
    }

    /** An object of the body; empty when there is none. @throws ManagementException 400 if it is something else */
    static Fields object(Ask ask, String name) {
        Object posted = ask.posted().get(name);
        if (posted != null && !(posted instanceof Map)) {
            throw ManagementException.bad(name + " is not what it must be (expected an object)", name);
        }
        return ask.body().object(name);
    }

    /** The keys of an object of the body that are there and null. */
    static List<String> nulls(Ask ask, String name) {
        List<String> nulls = new ArrayList<>();
        if (ask.posted().get(name) instanceof Map<?, ?> map) {
            map.forEach((key, value) -> {
                if (value == null) {
                    nulls.add(String.valueOf(key));
                }
            });
        }
        return nulls;
    }

    static Fields without(Fields fields, List<String> names) {
        Map<String, Object> all = new LinkedHashMap<>(fields.values());
        names.forEach(all::remove);
        return new Fields(all);
    }
}
