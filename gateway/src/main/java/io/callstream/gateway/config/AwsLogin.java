package io.callstream.gateway.config;

import io.callstream.settings.Secret;
import java.util.Optional;

/** How an AWS account is entered. */
public sealed interface AwsLogin {
    /** A key that is written down. @param session of a key that ends */
    record StaticKey(String id, Secret secret, Optional<Secret> session) implements AwsLogin {}

    /** A profile of the machine's AWS configuration files. */
    record Profile(String name) implements AwsLogin {}

    /** A token of another identity provider. @param token or the path of the file that has it */
    record WebIdentity(Secret token, AwsRole role) implements AwsLogin {}

    /** What the machine has: profiles, a container's or an instance's role. */
    record Machine() implements AwsLogin {}
}
