package io.callstream.gateway.limit.account;

import io.callstream.gateway.limit.LimitRule;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** What one subject has used of its rates, and of its calls at a time. Safe for use by several threads; nobody waits. */
final class RateAccount {
    private final SlidingMinute requests;
    private final SlidingMinute tokens;
    private final AtomicInteger parallel = new AtomicInteger();
    private final AtomicLong requestsOfRun = new AtomicLong();
    private final AtomicLong tokensOfRun = new AtomicLong();
    private volatile int parallelOfOthers;

    RateAccount(Moment now) {
        this.requests = new SlidingMinute(now.second());
        this.tokens = new SlidingMinute(now.second());
    }

    /** Takes what a call may need, or says which limit has been reached. */
    @Nullable Refusal take(LimitRule rule, Demand demand, Moment now, Held held) {
        Refusal refusal = takeParallel(rule, held);
        if (refusal == null) {
            refusal = takeRequest(rule, now, held);
        }
        return refusal == null ? takeTokens(rule, demand, now, held) : refusal;
    }

    private @Nullable Refusal takeParallel(LimitRule rule, Held held) {
        Long limit = rule.rates().parallel();
        if (limit == null) {
            return null;
        }
        int seen = parallel.get();
        while (seen + parallelOfOthers < limit) {
            if (parallel.compareAndSet(seen, seen + 1)) {
                held.tookParallel();
                return null;
            }
            seen = parallel.get();
        }
        return new Refusal(LimitKind.PARALLEL, rule, limit, seen + parallelOfOthers, 1, 1);
    }

    private @Nullable Refusal takeRequest(LimitRule rule, Moment now, Held held) {
        Long limit = rule.rates().rpm();
        if (limit == null) {
            return null;
        }
        if (requests.take(1, limit, now.second())) {
            requestsOfRun.incrementAndGet();
            held.tookRequest();
            return null;
        }
        int wait = requests.secondsUntil(1, limit, now.second());
        return new Refusal(LimitKind.REQUESTS, rule, limit, requests.used(now.second()), 1, limit == 0 ? -1 : wait);
    }

    private @Nullable Refusal takeTokens(LimitRule rule, Demand demand, Moment now, Held held) {
        Long limit = rule.rates().tpm();
        if (limit == null) {
            return null;
        }
        long asked = Math.max(1, demand.tokens());
        if (tokens.take(asked, limit, now.second())) {
            tokensOfRun.addAndGet(asked);
            held.tookTokens(asked);
            return null;
        }
        int wait = tokens.secondsUntil(asked, limit, now.second());
        return new Refusal(LimitKind.TOKENS, rule, limit, tokens.used(now.second()), asked, asked > limit ? -1 : wait);
    }

    /** Which limit has nothing left. Takes nothing. */
    @Nullable Refusal reached(LimitRule rule, Moment now) {
        Refusal refusal = full(rule);
        return refusal == null ? usedUp(rule, now) : refusal;
    }

    private @Nullable Refusal full(LimitRule rule) {
        Long limit = rule.rates().parallel();
        int under = parallel.get() + parallelOfOthers;
        return limit == null || under < limit ? null : new Refusal(LimitKind.PARALLEL, rule, limit, under, 1, 1);
    }

    private @Nullable Refusal usedUp(LimitRule rule, Moment now) {
        Long rpm = rule.rates().rpm();
        long made = requests.used(now.second());
        if (rpm != null && made >= rpm) {
            return new Refusal(LimitKind.REQUESTS, rule, rpm, made, 1, requests.secondsUntil(1, rpm, now.second()));
        }
        Long tpm = rule.rates().tpm();
        long used = tokens.used(now.second());
        return tpm == null || used < tpm
                ? null
                : new Refusal(LimitKind.TOKENS, rule, tpm, used, 1, tokens.secondsUntil(1, tpm, now.second()));
    }

    /** Takes what a call may need, whatever is left. */
    void count(LimitRule rule, Demand demand, Moment now, Held held) {
        if (rule.rates().parallel() != null) {
            parallel.incrementAndGet();
            held.tookParallel();
        }
        if (rule.rates().rpm() != null) {
            requests.add(1, now.second(), now.second());
            requestsOfRun.incrementAndGet();
            held.tookRequest();
        }
        if (rule.rates().tpm() != null) {
            correctTokens(demand.tokens(), now.second(), now.second());
            held.tookTokens(demand.tokens());
        }
    }

    void giveBackRequest(long at, long second) {
        requests.add(-1, at, second);
        requestsOfRun.decrementAndGet();
    }

    /** Less than was reserved is given back where it was taken; more counts now, when it was used. */
    void correctTokens(long difference, long at, long second) {
        tokens.add(difference, difference < 0 ? at : second, second);
        tokensOfRun.addAndGet(difference);
    }

    /** A call has ended. */
    void leave() {
        parallel.decrementAndGet();
    }

    long requestsLeft(long limit, Moment now) {
        return Math.max(0, limit - requests.used(now.second()));
    }

    long tokensLeft(long limit, Moment now) {
        return Math.max(0, limit - tokens.used(now.second()));
    }

    /** Seconds until nothing of the last minute counts any more, about. */
    int requestsReset(long limit, Moment now) {
        return requests.secondsUntil(limit, limit, now.second());
    }

    int tokensReset(long limit, Moment now) {
        return tokens.secondsUntil(limit, limit, now.second());
    }

    /** What others get to know of this gateway's use. */
    UsageReport.RatesUsed report(Moment now) {
        return new UsageReport.RatesUsed(
                requestsOfRun.get(),
                tokensOfRun.get(),
                requests.used(now.second()),
                tokens.used(now.second()),
                parallel.get());
    }

    /** Other gateways have used so much more. */
    void usedByOthers(long moreRequests, long moreTokens, Moment now) {
        requests.add(moreRequests, now.second(), now.second());
        tokens.add(moreTokens, now.second(), now.second());
    }

    /** What another gateway knew to have been used in the last minute when it was first heard of. */
    void foundUsed(UsageReport.RatesUsed rates, Moment now) {
        requests.spread(Math.max(0, rates.minuteRequests() - requests.used(now.second())), now.second());
        tokens.spread(Math.max(0, rates.minuteTokens() - tokens.used(now.second())), now.second());
    }

    /** Other gateways have so many calls under way. */
    void parallelOfOthers(int calls) {
        parallelOfOthers = calls;
    }
}
