package io.callstream.gateway.admin.manage;

import io.callstream.gateway.error.ShownText;
import io.callstream.gateway.identity.Entity;
import io.callstream.gateway.identity.EntityKind;
import io.callstream.gateway.identity.Fields;
import io.callstream.gateway.identity.Identities;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Reads and writes entities for the management API, and waits until a change is written. Changes of one entity by this gateway come one
 * after the other; of two gateways that change the same one at once, the later counts. Safe for all threads that may wait.
 */
final class Records {
    private final Identities identities;
    private final Clock clock;
    private final Changes changes = new Changes();

    Records(Identities identities, Clock clock) {
        this.identities = identities;
        this.clock = clock;
    }

    Identities identities() {
        return identities;
    }

    Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    /** @throws ManagementException 404, in LiteLLM's words or so, if there is none */
    Entity get(EntityKind kind, String id, String param) {
        return identities.find(kind, id).orElseThrow(() -> missing(kind, id, param));
    }

    static ManagementException missing(EntityKind kind, String id, String param) {
        if (kind == EntityKind.KEY) {
            return ManagementException.notFound("Key not found in database", param);
        }
        String word = kind.word().substring(0, 1).toUpperCase(Locale.ROOT)
                + kind.word().substring(1);
        return ManagementException.notFound(word + " not found, passed " + param + "=" + ShownText.of(id), param);
    }

    Optional<Entity> find(EntityKind kind, @Nullable String id) {
        return identities.find(kind, id);
    }

    /** Makes one. @throws ManagementException 400 if there is one of that id */
    Entity create(EntityKind kind, String id, Map<String, Object> fields, Ask ask) {
        return alone(kind, id, () -> {
            if (identities.find(kind, id).isPresent()) {
                throw ManagementException.bad(
                        "A " + kind.word() + " with the id " + ShownText.of(shown(kind, id)) + " already exists.",
                        null);
            }
            Map<String, Object> all = new HashMap<>(fields);
            all.put("created_at", now().toString());
            all.put("created_by", ask.actor());
            all.put("updated_at", now().toString());
            all.put("updated_by", ask.actor());
            return save(entity(kind, id, new Fields(all)));
        });
    }

    private static String shown(EntityKind kind, String id) {
        return kind == EntityKind.KEY ? "that was given" : id;
    }

    Entity update(EntityKind kind, String id, String param, Ask ask, UnaryOperator<Fields> change) {
        return alone(kind, id, () -> {
            Fields before = get(kind, id, param).fields();
            Fields changed = change.apply(before)
                    .with(Map.of("updated_at", now().toString(), "updated_by", ask.actor()))
                    .with("created_at", before.text("created_at"))
                    .with("created_by", before.text("created_by"));
            return save(entity(kind, id, changed));
        });
    }

    /** Entities with all of their fields as somebody else had them; returns when all are written. */
    void replaceAll(List<Entity> entities) {
        List<CompletionStage<Void>> written =
                entities.stream().map(identities::save).toList();
        written.forEach(Changes::await);
    }

    Entity delete(EntityKind kind, String id, String param) {
        return alone(kind, id, () -> {
            Entity entity = get(kind, id, param);
            Changes.await(identities.remove(entity));
            return entity;
        });
    }

    private <T> T alone(EntityKind kind, String id, Supplier<T> work) {
        return changes.alone(kind.key(id), work);
    }

    private static Entity entity(EntityKind kind, String id, Fields fields) {
        try {
            return new Entity(kind, id, fields);
        } catch (IllegalArgumentException e) {
            String message = String.valueOf(e.getMessage());
            int end = message.indexOf(' ');
            throw ManagementException.bad(message, message.startsWith("the id") ? null : message.substring(0, end));
        }
    }

    private Entity save(Entity entity) {
        Changes.await(identities.save(entity));
        return entity;
    }
}
