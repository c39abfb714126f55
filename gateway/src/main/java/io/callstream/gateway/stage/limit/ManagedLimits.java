package io.callstream.gateway.stage.limit;

import io.callstream.gateway.call.PendingCall;
import io.callstream.gateway.identity.Identities;
import io.callstream.gateway.limit.LimitRule;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The limits of keys that are made at run time, of their teams and users, and of end users. */
public final class ManagedLimits implements LimitSource {
    private final @Nullable Identities identities;

    /** @param identities null when there are none but those of the configuration */
    public ManagedLimits(@Nullable Identities identities) {
        this.identities = identities;
    }

    @Override
    public List<LimitRule> rules(PendingCall call) {
        List<LimitRule> ofKey = call.grant().rules(call.model());
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
}
