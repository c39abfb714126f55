package io.callstream.gateway.config;

import io.callstream.settings.Environment;
import java.util.Set;

/**
 * What holds for every entry of models unless it says otherwise.
 *
 * @param leniency what becomes of requests that a provider would refuse
 * @param accepted keys that may be left out although that may do harm
 * @param forwarded which headers of clients go along
 * @param made whether models are made at run time beside those that are read
 */
record EntryRules(
        CallLimits limits,
        RouterConfig routing,
        Environment environment,
        Leniency leniency,
        Set<String> accepted,
        ForwardRules forwarded,
        boolean made) {
    EntryRules {
        accepted = Set.copyOf(accepted);
    }

    /** For entries that nothing comes behind. */
    EntryRules alone() {
        return new EntryRules(limits, routing, environment, leniency, accepted, forwarded, false);
    }
}
