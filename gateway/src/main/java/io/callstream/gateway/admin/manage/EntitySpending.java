package io.callstream.gateway.admin.manage;

import io.callstream.gateway.identity.Entity;
import io.callstream.gateway.identity.EntityKind;
import io.callstream.gateway.identity.Identities;
import io.callstream.gateway.limit.Budget;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Spending as the ledger has it, by whole days, and what was stated to have been spent before. */
record EntitySpending(Identities identities, SpendBook book, Clock clock) implements Spending {
    private static final int NANO_DIGITS = 9;
    private static final Map<EntityKind, SpendBook.Of> SUBJECTS = Map.of(
            EntityKind.KEY, SpendBook.Of.KEY,
            EntityKind.TEAM, SpendBook.Of.TEAM,
            EntityKind.USER, SpendBook.Of.USER,
            EntityKind.CUSTOMER, SpendBook.Of.END_USER);

    @Override
    public BigDecimal of(Entity entity) {
        SpendBook.@Nullable Of subject = SUBJECTS.get(entity.kind());
        if (subject == null) {
            return BigDecimal.ZERO;
        }
        Instant now = clock.instant();
        Budget budget = identities.budget(entity);
        String from = LocalDate.ofInstant(budget.since(now), ZoneOffset.UTC).toString();
        return dollars(budget.carried(now) + book.spent(subject, entity.id(), from));
    }

    static BigDecimal dollars(long nanoUsd) {
        BigDecimal dollars = BigDecimal.valueOf(nanoUsd, NANO_DIGITS).stripTrailingZeros();
        return dollars.scale() < 1 ? dollars.setScale(1) : dollars;
    }
}
