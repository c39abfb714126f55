package io.callstream.gateway.stage.limit;

import io.callstream.gateway.error.CallError;
import io.callstream.gateway.error.GatewayError;
import io.callstream.gateway.limit.Budget;
import io.callstream.gateway.limit.LimitSubject;
import io.callstream.gateway.limit.account.LimitKind;
import io.callstream.gateway.limit.account.Refusal;

/** Says why a call is over a limit, in LiteLLM's words. No message names a key. */
final class LimitErrors {

    private LimitErrors() {}

    static CallError of(Refusal refusal) {
        String who = refusal.rule().subject().kind().word();
        return switch (refusal.kind()) {
            case BUDGET ->
                new CallError(
                        GatewayError.BUDGET_EXCEEDED,
                        refusal.rule().subject().spender() != refusal.rule().subject()
                                ? window(refusal)
                                : "Budget has been exceeded! The " + who + "'s current cost: "
                                        + Budget.dollars(refusal.used()) + ", max budget: "
                                        + Budget.dollars(refusal.limit()));
            case BUDGET_RESERVED ->
                new CallError(
                        GatewayError.LIMIT_EXCEEDED,
                        "What is left of the " + who + "'s budget is reserved by calls under way (max budget: "
                                + Budget.dollars(refusal.limit())
                                + "); try again when they have ended, or bound this call"
                                + " by max_tokens.");
            default -> new CallError(GatewayError.LIMIT_EXCEEDED, rate(refusal, who));
        };
    }

    /** Of one of several budgets. */
    private static String window(Refusal refusal) {
        LimitSubject subject = refusal.rule().subject();
        LimitSubject spender = subject.spender();
        String who = switch (spender.kind()) {
            case KEY -> "Key";
            case TEAM -> "Team=" + spender.id();
            default -> "User=" + spender.id();
        };
        return "ExceededBudget: " + who + " over " + subject.second() + " budget. Spend=$"
                + Budget.dollars(refusal.used()) + ", Limit=$" + Budget.dollars(refusal.limit());
    }

    private static String rate(Refusal refusal, String who) {
        boolean tooLarge = refusal.kind() == LimitKind.TOKENS && refusal.asked() > refusal.limit();
        return "Rate limit exceeded for " + who + ". Limit type: "
                + (refusal.kind() == LimitKind.PARALLEL
                        ? "max_parallel_requests"
                        : refusal.kind().word())
                + ". Current limit: " + refusal.limit() + ", Remaining: "
                + Math.max(0, refusal.limit() - refusal.used())
                + (tooLarge ? ". The request alone may use " + refusal.asked() + "; lower max_tokens" : "") + ".";
    }
}
