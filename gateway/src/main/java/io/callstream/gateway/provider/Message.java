package io.callstream.gateway.provider;

/**
 * One message of a conversation, in no provider's form.
 *
 * @param role {@code system}, {@code user}, {@code assistant} or {@code tool}
 */
public record Message(String role, String text) {}
