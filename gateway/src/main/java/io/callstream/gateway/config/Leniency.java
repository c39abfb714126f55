package io.callstream.gateway.config;

/**
 * What becomes of requests that their provider would refuse.
 *
 * @param drops whether parameters that it does not know are left out
 * @param mends whether messages that it does not take are changed
 */
record Leniency(boolean drops, boolean mends) {}
