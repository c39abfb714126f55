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
    private static final int MOST_KEPT = 50_000;

    private final SharedTable table;
    private final AtomicLong version = new AtomicLong();
    private final Set<String> customers = ConcurrentHashMap.newKeySet();
    private final Map<String, String> aliases = new ConcurrentHashMap<>();
    private final Map<String, String> keysByAlias = new ConcurrentHashMap<>();
    private final Set<String> blockedCustomers = ConcurrentHashMap.newKeySet();
    private final Map<String, CustomerRules> customerRules = new ConcurrentHashMap<>();

    /** @param version that they were worked out with */
    private record CustomerRules(long version, List<LimitRule> rules) {}

    public Identities(SharedTable table) {
        this.table = table;
        table.listen(this::changed);
    }

    private void changed(String place, byte @Nullable [] value) {
        String customer = EntityKind.CUSTOMER.id(place);
        if (customer != null) {
            if (value == null) {
                customers.remove(customer);
            } else {
                customers.add(customer);
            }
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
        String alias = value == null
                ? null
                : Entity.read(EntityKind.KEY, key, value)
                        .map(entity -> entity.fields().text("key_alias"))
                        .orElse(null);
        if (alias != null) {
            aliases.put(key, alias);
            keysByAlias.put(alias, key);
        }
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

    /** Whether there is one, readable or not. */
    boolean holds(EntityKind kind, String id) {
        return table.get(kind.key(id)) != null;
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

    /** The limits of an end user whom a request names, worked out once; empty for one that nobody has made. */
    public List<LimitRule> customerRules(String endUser) {
        if (!holds(EntityKind.CUSTOMER, endUser)) {
            return List.of();
        }
        long now = version();
        CustomerRules known = customerRules.get(endUser);
        if (known == null || known.version() != now) {
            known = new CustomerRules(now, workOut(endUser));
            if (customerRules.size() >= MOST_KEPT) {
                customerRules.clear();
            }
            customerRules.put(endUser, known);
        }
        return known.rules();
    }

    private List<LimitRule> workOut(String endUser) {
        return find(EntityKind.CUSTOMER, endUser)
                .map(customer -> new EntityLimits(customer.fields(), budgetOf(customer))
                        .rules(new LimitSubject(LimitSubject.Kind.END_USER, endUser), null))
                .orElse(List.of());
    }

    /** Whether there is any end user whom somebody has made. */
    public boolean knowsCustomers() {
        return !customers.isEmpty();
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
