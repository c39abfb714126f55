package io.callstream.gateway.event;

/**
 * Where a body is kept outside its event (a claim check).
 *
 * @param sha256 of the body, 64 hex digits
 */
public record BodyReference(String uri, String sha256) {}
