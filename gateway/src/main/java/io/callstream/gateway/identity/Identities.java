package io.callstream.gateway.identity;

import io.callstream.gateway.limit.Budget;
import io.callstream.gateway.limit.LimitRule;
import io.callstream.gateway.limit.LimitSubject;
import io.callstream.table.SharedTable;
import io.callstream.table.TableState;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** All entities, in the table that gateways share. Safe for all threads; nothing here waits. */
public final class Identities {
    private final SharedTable table;
    private final AtomicLong version = new AtomicLong();
    private final NamedLimits customers = new NamedLimits(EntityKind.CUSTOMER, LimitSubject.Kind.END_USER);
    private final NamedLimits tags = new NamedLimits(EntityKind.TAG, LimitSubject.Kind.TAG);
    private final Map<String, String> aliases = new ConcurrentHashMap<>();
    private final Map<String, String> keysByAlias = new ConcurrentHashMap<>();
    private final Set<String> blockedCustomers = ConcurrentHashMap.newKeySet();

    public Identities(SharedTable table) {
        this.table = table;
        table.listen(this::changed);
    }

    private void changed(String place, byte @Nullable [] value) {
        String customer = EntityKind.CUSTOMER.id(place);
        if (customer != null) {
            customers.changed(customer, value != null);
            boolean blocked = value != null
                    && Entity.read(EntityKind.CUSTOMER, customer, value)
                            .filter(entity -> !entity.fields().flag("blocked"))
                            .isEmpty();
            if (blocked) {
                blockedCustomers.add(customer);
            } else {
                blockedCustomers.remove(customer);
            }
        }
        String tag = EntityKind.TAG.id(place);
        if (tag != null) {
            tags.changed(tag, value != null);
        }
        String key = EntityKind.KEY.id(place);
        if (key != null) {
            named(key, value);
        }
        version.incrementAndGet();
    }

    private void named(String key, byte @Nullable [] value) {
        String before = aliases.remove(key);
        if (before != null) {
            keysByAlias.remove(before, key);
        }
        String alias = value == null ? null : alias(key, value);
        if (alias != null) {
            aliases.put(key, alias);
            keysByAlias.put(alias, key);
        }
    }

    private static @Nullable String alias(String key, byte[] value) {
        return Entity.read(EntityKind.KEY, key, value)
                .map(entity -> entity.fields().text("key_alias"))
                .orElse(null);
    }

    /** Another number whenever anything has changed. */
    public long version() {
        return version.get();
    }

    /** One look into a hash table, however many there are. */
    public Optional<Entity> find(EntityKind kind, @Nullable String id) {
        if (id == null) {
            return Optional.empty();
        }
        byte[] value = table.get(kind.key(id));
        return value == null ? Optional.empty() : Entity.read(kind, id, value);
    }

    /** Whether there is one that cannot be read: what it limits is not known. */
    public boolean unreadable(EntityKind kind, @Nullable String id) {
        byte[] value = id == null ? null : table.get(kind.key(id));
        return id != null && value != null && Entity.read(kind, id, value).isEmpty();
    }

    /** All of a kind that are wanted, by their ids. Looks at every one. */
    public List<Entity> all(EntityKind kind, Predicate<Entity> wanted) {
        List<Entity> found = new ArrayList<>();
        table.each((key, value) -> {
            String id = kind.id(key);
            if (id != null) {
                Entity.read(kind, id, value).filter(wanted).ifPresent(found::add);
            }
        });
        found.sort((one, other) -> one.id().compareTo(other.id()));
        return found;
    }

    /** As {@link SharedTable#put}. */
    public CompletionStage<Void> save(Entity entity) {
        return table.put(entity.key(), entity.bytes());
    }

    /** As {@link SharedTable#remove}. */
    public CompletionStage<Void> remove(Entity entity) {
        return table.remove(entity.key());
    }

    /** Fields of the budget that an entity names. */
    public Fields budgetOf(Entity entity) {
        return find(EntityKind.BUDGET, entity.fields().text("budget_id"))
                .map(Entity::fields)
                .orElse(Fields.NONE);
    }

    /** What an entity may spend, and since when spending counts. */
    public Budget budget(Entity entity) {
        return new EntityLimits(entity.fields(), budgetOf(entity)).budget();
    }

    /** The hash of the key that has this name; null when none has. */
    public @Nullable String keyOfAlias(String alias) {
        return keysByAlias.get(alias);
    }

    /** The limits of an end user whom a request names; empty for one that nobody has made. */
    public List<LimitRule> customerRules(String endUser) {
        return customers.of(endUser, this);
    }

    /** The limits of an end user who has none of his own: those of a budget. */
    public List<LimitRule> customerRules(String endUser, String budget) {
        return customers.ofBudget(budget, endUser, this);
    }

    /** The limits of a tag that a request has; empty for one that nobody has made. */
    public List<LimitRule> tagRules(String tag) {
        return tags.of(tag, this);
    }

    /** Whether there is any end user whom somebody has made. */
    public boolean knowsCustomers() {
        return customers.any();
    }

    /** Whether there is any tag that somebody has made. */
    public boolean knowsTags() {
        return tags.any();
    }

    /** Whether any end user may not call. */
    public boolean blocksCustomers() {
        return !blockedCustomers.isEmpty();
    }

    /** Whether an end user may not call. One whose record cannot be read may not. */
    public boolean blocksCustomer(String endUser) {
        return blockedCustomers.contains(endUser);
    }

    public TableState state() {
        return table.state();
    }
}
