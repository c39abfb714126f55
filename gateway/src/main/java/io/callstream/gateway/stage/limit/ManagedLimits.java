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
import org.jspecify.annotations.Nullable;

/** The limits of keys that are made at run time, of their teams and users, and of end users. */
public final class ManagedLimits implements LimitSource {
    private final @Nullable Identities identities;
    private final @Nullable Long parallelOfKey;

    /**
     * For one reading of the configuration.
     *
     * @param identities null when there are none but those of the configuration
     * @param parallelOfKey calls at once of a key that says nothing itself; null for no limit
     */
    public ManagedLimits(@Nullable Identities identities, @Nullable Long parallelOfKey) {
        this.identities = identities;
        this.parallelOfKey = parallelOfKey;
    }

    @Override
    public List<LimitRule> rules(PendingCall call) {
        List<LimitRule> ofKey = ofKey(call);
        Identities known = identities;
        if (known == null || !known.knowsCustomers()) {
            return ofKey;
        }
        String endUser = call.metadata().endUser();
        List<LimitRule> ofEndUser = endUser == null ? List.of() : known.customerRules(endUser);
        if (ofEndUser.isEmpty()) {
            return ofKey;
        }
        List<LimitRule> all = new ArrayList<>(ofKey);
        all.addAll(ofEndUser);
        return all;
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
