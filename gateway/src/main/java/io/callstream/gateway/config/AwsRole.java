package io.callstream.gateway.config;

import java.util.Optional;

/**
 * A role that is assumed.
 *
 * @param session its name in AWS's logs
 * @param externalId what the role's owner asks for; empty for nothing
 */
public record AwsRole(String arn, String session, Optional<String> externalId) {}
