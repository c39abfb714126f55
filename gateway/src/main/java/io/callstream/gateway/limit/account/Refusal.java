package io.callstream.gateway.limit.account;

import io.callstream.gateway.limit.LimitRule;

/**
 * Why a call may not go on.
 *
 * @param limit requests, tokens, calls at once, or 10^-9 US dollars
 * @param used of that, at the time
 * @param asked what the call would have used of it
 * @param retrySeconds when it may be worth trying again; negative for never
 */
public record Refusal(LimitKind kind, LimitRule rule, long limit, long used, long asked, long retrySeconds) {}
