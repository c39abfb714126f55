package io.callstream.gateway.provider;

/**
 * What is known of an answer before its body.
 *
 * @param stream whether the body is the stream that was asked for
 * @param model the provider's name of the model that was asked
 * @param requestId the provider's name of the call; empty when it says none
 */
public record Reply(int status, boolean stream, String model, String requestId) {}
