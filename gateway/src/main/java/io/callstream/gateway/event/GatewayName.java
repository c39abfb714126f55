package io.callstream.gateway.event;

/**
 * Which gateway records, and in which of its runs.
 *
 * @param epoch counts the starts of this gateway on its data folder, from 1
 */
public record GatewayName(String id, long epoch) {}
