package io.callstream.gateway.limit.shared;

import io.callstream.gateway.limit.LimitSubject;
import io.callstream.gateway.limit.LimitSubject.Kind;
import io.callstream.gateway.limit.account.SpendLedger;
import java.time.Duration;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The ledger, and what organizations have spent according to it. Its rows know keys and teams: what they spent is that of the
 * organization to which they belong now. Worked out on one thread, some seconds late, and read by all.
 */
public final class OrganizationLedger implements SpendLedger {
    private static final Duration SELDOM = Duration.ofSeconds(5);
    private static final Set<Kind> OURS =
            EnumSet.of(Kind.ORGANIZATION, Kind.ORGANIZATION_MEMBER, Kind.ORGANIZATION_AND_MODEL);

    private final LedgerTail ledger;
    private final Membership membership;
    private final LongSupplier nanoTime;
    private final Map<LedgerSums.Owner, Optional<String>> known = new HashMap<>();
    private long knownVersion = Long.MIN_VALUE;
    private long next;
    private volatile @Nullable Map<LimitSubject, NavigableMap<Long, Long>> spent;

    /** Who belongs to which organization. */
    public interface Membership {
        /** Another number whenever that may have changed. */
        long version();

        /** The organization that calls of a key of a team count for now; null for none. */
        @Nullable String of(@Nullable String key, @Nullable String team);
    }

    public OrganizationLedger(LedgerTail ledger, Membership membership, LongSupplier nanoTime) {
        this.ledger = ledger;
        this.membership = membership;
        this.nanoTime = nanoTime;
    }

    /** Works it out anew when that is due; always on the same thread, which it may keep for a moment. */
    public void refresh() {
        long now = nanoTime.getAsLong();
        if (ledger.current() && (spent == null || now - next >= 0)) {
            spent = workOut();
            next = now + SELDOM.toNanos();
        }
    }

    private Map<LimitSubject, NavigableMap<Long, Long>> workOut() {
        long version = membership.version();
        if (version != knownVersion) {
            known.clear();
            knownVersion = version;
        }
        Map<LimitSubject, NavigableMap<Long, Long>> sums = new HashMap<>();
        ledger.owners()
                .forEach((owner, days) -> known.computeIfAbsent(
                                owner.group(), group -> Optional.ofNullable(membership.of(group.key(), group.team())))
                        .ifPresent(organization -> add(sums, organization, owner, days)));
        return sums;
    }

    private static void add(
            Map<LimitSubject, NavigableMap<Long, Long>> sums,
            String organization,
            LedgerSums.Owner owner,
            NavigableMap<Long, Long> days) {
        add(sums, new LimitSubject(Kind.ORGANIZATION, organization), days);
        if (owner.user() != null) {
            add(sums, LimitSubject.of(Kind.ORGANIZATION_MEMBER, organization, owner.user()), days);
        }
        if (owner.model() != null) {
            add(sums, LimitSubject.of(Kind.ORGANIZATION_AND_MODEL, organization, owner.model()), days);
        }
    }

    private static void add(
            Map<LimitSubject, NavigableMap<Long, Long>> sums, LimitSubject subject, NavigableMap<Long, Long> days) {
        NavigableMap<Long, Long> all = sums.computeIfAbsent(subject, none -> new TreeMap<>());
        days.forEach((day, cost) -> all.merge(day, cost, Long::sum));
    }

    @Override
    public long spentNanoUsd(LimitSubject subject, long since) {
        if (!OURS.contains(subject.kind())) {
            return ledger.spentNanoUsd(subject, since);
        }
        Map<LimitSubject, NavigableMap<Long, Long>> sums = spent;
        return sums == null ? 0 : LedgerSums.since(sums.get(subject), since);
    }

    @Override
    public boolean current() {
        return ledger.current() && spent != null;
    }
}
