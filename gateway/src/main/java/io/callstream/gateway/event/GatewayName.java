package io.callstream.gateway.event;

/**
 * Which gateway tells, in which of its lives.
 *
 * @param epoch counts the starts of this gateway on its data folder, from 1
 */
public record GatewayName(String id, long epoch) {}
