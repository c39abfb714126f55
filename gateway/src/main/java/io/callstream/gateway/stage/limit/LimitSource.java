package io.callstream.gateway.stage.limit;

import io.callstream.gateway.call.PendingCall;
import io.callstream.gateway.limit.LimitRule;
import java.util.List;

/** Says which limits a call falls under. Safe for all threads. */
@FunctionalInterface
public interface LimitSource {
    /** Rules that each limit something; an empty list for most calls, which then cost nothing more. */
    List<LimitRule> rules(PendingCall call);
}
