package io.callstream.gateway.admin.manage;

import io.callstream.gateway.identity.Entity;
import io.callstream.gateway.identity.Identities;
import io.callstream.gateway.limit.Budget;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;

/** Spending as the ledger has it, by whole days, and what was stated to have been spent before. */
record EntitySpending(Identities identities, SpendBook book, Clock clock) implements Spending {
    private static final int NANO_DIGITS = 9;

    @Override
    public BigDecimal of(Entity entity) {
        Instant now = clock.instant();
        Budget budget = identities.budget(entity);
        String from = LocalDate.ofInstant(budget.since(now), ZoneOffset.UTC).toString();
        return dollars(budget.carried(now) + spent(entity, from));
    }

    private long spent(Entity entity, String from) {
        return switch (entity.kind()) {
            case KEY -> book.spent(SpendBook.Of.KEY, entity.id(), from);
            case TEAM -> book.spent(SpendBook.Of.TEAM, entity.id(), from);
            case USER -> book.spent(SpendBook.Of.USER, entity.id(), from);
            case CUSTOMER -> book.spent(SpendBook.Of.END_USER, entity.id(), from);
            case ORGANIZATION -> new OrganizationSpending(identities, book).spent(entity.id(), from);
            case TAG ->
                SpendQuery.sum(SpendQuery.ofTag(book.rows(from, SpendQuery.LAST_DAY), entity.id()))
                        .nanoUsd();
            case BUDGET -> 0;
        };
    }

    static BigDecimal dollars(long nanoUsd) {
        BigDecimal dollars = BigDecimal.valueOf(nanoUsd, NANO_DIGITS).stripTrailingZeros();
        return dollars.scale() < 1 ? dollars.setScale(1) : dollars;
    }
}
