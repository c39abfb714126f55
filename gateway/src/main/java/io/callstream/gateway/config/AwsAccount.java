package io.callstream.gateway.config;

import java.net.URI;
import java.util.Optional;

/**
 * Whose requests to AWS are, and where.
 *
 * @param role assumed by whoever has logged in; empty for none
 * @param sts where roles are assumed; empty for AWS's own address of the region
 */
public record AwsAccount(String region, AwsLogin login, Optional<AwsRole> role, Optional<URI> sts) {
    /** What stays the same of who asks for as long as it is the same; empty for whoever the machine is, and for keys that end. */
    String owner() {
        return role.map(AwsRole::arn).orElseGet(login::owner);
    }
}
