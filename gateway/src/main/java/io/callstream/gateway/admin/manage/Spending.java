package io.callstream.gateway.admin.manage;

import io.callstream.gateway.identity.Entity;
import java.math.BigDecimal;

/** What entities have spent. For any thread. */
@FunctionalInterface
interface Spending {
    /** US dollars, since the entity's budget was reset the last time, or since there has been one. */
    BigDecimal of(Entity entity);
}
