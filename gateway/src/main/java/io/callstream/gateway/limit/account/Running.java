package io.callstream.gateway.limit.account;

/**
 * The other gateways that run.
 *
 * @param count how many
 * @param fresh whether all of them were heard of just now
 * @param known whether this gateway has heard what there was when it began, or has waited for that long enough
 */
record Running(int count, boolean fresh, boolean known) {
    static final Running NONE = new Running(0, true, true);
}
