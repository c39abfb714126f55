package io.callstream.gateway.identity;

import io.callstream.gateway.limit.LimitRule;
import io.callstream.gateway.limit.LimitSubject;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Limits of what calls name themselves, end users or tags: worked out once, not for each call. For any thread. */
final class NamedLimits {
    private static final int MOST_KEPT = 50_000;

    private final EntityKind kind;
    private final LimitSubject.Kind subject;
    private final Set<String> ids = ConcurrentHashMap.newKeySet();
    private final Map<String, Known> kept = new ConcurrentHashMap<>();
    private volatile @Nullable Shared shared;

    /** @param version of the identities, that they were worked out with */
    private record Known(long version, List<LimitRule> rules) {}

    /** @param version of the identities, that it was read with */
    private record Shared(long version, String budget, Fields fields) {}

    NamedLimits(EntityKind kind, LimitSubject.Kind subject) {
        this.kind = kind;
        this.subject = subject;
    }

    /** One was made, changed, or removed. */
    void changed(String id, boolean there) {
        if (there) {
            ids.add(id);
        } else {
            ids.remove(id);
            kept.remove(id);
        }
    }

    /** Limits of a budget that has a name, for one who has none of its own; the budget is read once. */
    List<LimitRule> ofBudget(String budget, String id, Identities identities) {
        Shared known = shared;
        long now = identities.version();
        if (known == null || known.version() != now || !known.budget().equals(budget)) {
            Fields fields = identities
                    .find(EntityKind.BUDGET, budget)
                    .map(Entity::fields)
                    .orElse(Fields.NONE);
            known = new Shared(now, budget, fields);
            shared = known;
        }
        return new EntityLimits(Fields.NONE, known.fields()).rules(new LimitSubject(subject, id), null);
    }

    /** Whether there is any. */
    boolean any() {
        return !ids.isEmpty();
    }

    /** Empty for one that nobody has made. */
    List<LimitRule> of(String id, Identities identities) {
        if (!ids.contains(id)) {
            return List.of();
        }
        long now = identities.version();
        Known known = kept.get(id);
        if (known == null || known.version() != now) {
            known = new Known(now, workOut(id, identities));
            keep(id, known);
        }
        return known.rules();
    }

    private void keep(String id, Known known) {
        if (kept.size() >= MOST_KEPT) {
            kept.clear();
        }
        kept.put(id, known);
    }

    private List<LimitRule> workOut(String id, Identities identities) {
        return identities
                .find(kind, id)
                .map(entity -> new EntityLimits(entity.fields(), identities.budgetOf(entity))
                        .rules(new LimitSubject(subject, id), null))
                .orElse(List.of());
    }
}
