package io.callstream.gateway.stage.limit;

import io.callstream.gateway.call.PendingCall;
import io.callstream.gateway.config.ApiKey;
import io.callstream.gateway.identity.Grant;
import io.callstream.gateway.identity.Identities;
import io.callstream.gateway.limit.LimitRule;
import io.callstream.gateway.limit.LimitSubject;
import io.callstream.gateway.limit.RateLimits;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The limits of keys that are made at run time, of their owners, of end users and of tags. */
public final class ManagedLimits implements LimitSource {
    private final @Nullable Identities identities;
    private final @Nullable Long parallelOfKey;
    private final @Nullable String budgetOfEndUsers;

    /**
     * For one reading of the configuration.
     *
     * @param identities null when there are none but those of the configuration
     * @param parallelOfKey calls at once of a key that says nothing itself; null for no limit
     * @param budgetOfEndUsers the budget of end users who have no limits themselves; null for none
     */
    public ManagedLimits(
            @Nullable Identities identities, @Nullable Long parallelOfKey, @Nullable String budgetOfEndUsers) {
        this.budgetOfEndUsers = budgetOfEndUsers;
        this.identities = identities;
        this.parallelOfKey = parallelOfKey;
    }

    @Override
    public List<LimitRule> rules(PendingCall call) {
        List<LimitRule> ofKey = ofKey(call);
        Identities known = identities;
        if (known == null || nothingNamed(known)) {
            return ofKey;
        }
        List<LimitRule> named = named(call, known);
        if (named.isEmpty()) {
            return ofKey;
        }
        named.addAll(ofKey);
        return named;
    }

    private boolean nothingNamed(Identities known) {
        return budgetOfEndUsers == null && !known.knowsCustomers() && !known.knowsTags();
    }

    /** Of the end user and of the tags that the call names. */
    private List<LimitRule> named(PendingCall call, Identities known) {
        List<LimitRule> rules = new ArrayList<>();
        String endUser = call.metadata().endUser();
        if (endUser != null) {
            List<LimitRule> own = known.customerRules(endUser);
            String usual = budgetOfEndUsers;
            rules.addAll(own.isEmpty() && usual != null ? known.customerRules(endUser, usual) : own);
        }
        if (known.knowsTags()) {
            Set.copyOf(call.metadata().tags()).forEach(tag -> rules.addAll(known.tagRules(tag)));
        }
        return rules;
    }

    private List<LimitRule> ofKey(PendingCall call) {
        List<LimitRule> rules = call.grant().rules(call.model());
        ApiKey key = call.key();
        boolean managed = call.grant() != Grant.FREE && call.grant() != Grant.MASTER;
        if (parallelOfKey == null || key == null || !managed || saysParallel(rules)) {
            return rules;
        }
        List<LimitRule> all = new ArrayList<>(rules);
        all.add(LimitRule.of(LimitSubject.key(key.hash().hex()), new RateLimits(null, null, parallelOfKey)));
        return all;
    }

    private static boolean saysParallel(List<LimitRule> rules) {
        return rules.stream()
                .anyMatch(rule -> rule.subject().kind() == LimitSubject.Kind.KEY
                        && rule.rates().parallel() != null);
    }
}
