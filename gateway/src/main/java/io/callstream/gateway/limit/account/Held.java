package io.callstream.gateway.limit.account;

/** What one call holds of one subject's limits. For the call's event loop. */
final class Held {
    private final LimitAccount account;
    private final long second;
    private boolean request;
    private boolean parallel;
    private long tokens = -1;
    private long money = -1;

    Held(LimitAccount account, long second) {
        this.account = account;
        this.second = second;
    }

    void tookRequest() {
        request = true;
    }

    void tookParallel() {
        parallel = true;
    }

    void tookTokens(long amount) {
        tokens = amount;
    }

    void tookMoney(long amount) {
        money = amount;
    }

    /** The call never was. */
    void undo(Moment now) {
        end();
        if (request) {
            account.rates().giveBackRequest(second, now.second());
        }
        settle(0, 0, now);
    }

    void end() {
        if (parallel) {
            parallel = false;
            account.leave();
        }
    }

    /** @param usedTokens negative when nobody knows: what was reserved stays */
    void settle(long usedTokens, long costNanoUsd, Moment now) {
        if (tokens >= 0 && usedTokens >= 0) {
            account.rates().correctTokens(usedTokens - tokens, second, now.second());
        }
        if (money >= 0) {
            account.pay(money, costNanoUsd);
        }
        tokens = -1;
        money = -1;
        account.unpin();
    }

    LimitAccount account() {
        return account;
    }
}
