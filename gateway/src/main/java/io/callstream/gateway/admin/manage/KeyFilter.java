package io.callstream.gateway.admin.manage;

import io.callstream.gateway.identity.Entity;
import io.callstream.gateway.identity.Fields;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Which keys {@code /key/list} is asked for, and in which order: LiteLLM's fields of the query. */
final class KeyFilter implements Predicate<Entity> {
    private static final List<String> EXACT = List.of("team_id", "organization_id");
    private static final List<String> SORTABLE = List.of(
            "created_at",
            "updated_at",
            "expires",
            "key_alias",
            "key_name",
            "user_id",
            "team_id",
            "spend",
            "max_budget");

    private final Ask ask;
    private final Instant now;

    KeyFilter(Ask ask, Instant now) {
        this.ask = ask;
        this.now = now;
    }

    @Override
    public boolean test(Entity key) {
        Fields fields = key.fields();
        boolean parts = ask.flag("substring_matching");
        return EXACT.stream().allMatch(name -> fits(name, fields.text(name), false))
                && fits("user_id", fields.text("user_id"), parts)
                && fits("key_alias", fields.text("key_alias"), parts)
                && fits("key_hash", key.id(), false)
                && found(key)
                && inState(fields);
    }

    private boolean fits(String name, @Nullable String value, boolean parts) {
        String wanted = ask.text(name);
        return wanted == null || (parts ? holds(value, wanted) : wanted.equals(value));
    }

    private static boolean holds(@Nullable String value, String part) {
        return value != null && value.toLowerCase(Locale.ROOT).contains(part.toLowerCase(Locale.ROOT));
    }

    private boolean found(Entity key) {
        String wanted = ask.text("search");
        return wanted == null || wanted.equals(key.id()) || holds(key.fields().text("key_alias"), wanted);
    }

    private boolean inState(Fields key) {
        boolean blocked = key.flag("blocked");
        Instant end = key.time("expires");
        boolean over = end != null && !end.isAfter(now);
        return matches("status", blocked ? "revoked" : over ? "expired" : "active", List.of("deleted"))
                && matches("expires", over ? "expired" : "active", List.of());
    }

    private boolean matches(String name, String state, List<String> further) {
        String wanted = ask.text(name);
        boolean known =
                wanted == null || List.of("active", "expired", "revoked").contains(wanted);
        if (!known && !further.contains(wanted)) {
            throw ManagementException.bad(name + " is not what it must be (expected active, expired or revoked)", name);
        }
        return wanted == null || wanted.equals(state);
    }

    /** Orders rows by {@code sort_by}; as they are when it is not said. */
    Comparator<Entity> order(Function<Entity, @Nullable Object> spend) {
        String by = ask.text("sort_by");
        if (by == null) {
            return (one, other) -> 0;
        }
        if (!SORTABLE.contains(by)) {
            throw ManagementException.bad(
                    "sort_by is not what it must be (expected one of " + String.join(", ", SORTABLE) + ")", "sort_by");
        }
        Comparator<Entity> ascending = (one, other) -> compare(value(one, by, spend), value(other, by, spend));
        return "asc".equalsIgnoreCase(ask.text("sort_order")) ? ascending : ascending.reversed();
    }

    private static @Nullable Object value(Entity key, String by, Function<Entity, @Nullable Object> spend) {
        return switch (by) {
            case "spend" -> spend.apply(key);
            case "max_budget" -> key.fields().amount(by);
            default -> key.fields().text(by);
        };
    }

    /** What says nothing comes first. */
    @SuppressWarnings("unchecked")
    private static int compare(@Nullable Object one, @Nullable Object other) {
        return Objects.compare(
                (Comparable<Object>) one, (Comparable<Object>) other, Comparator.nullsFirst(Comparator.naturalOrder()));
    }
}
