package io.callstream.gateway.config;

import io.callstream.settings.Secret;
import java.util.Optional;

/** How an AWS account is entered. */
public sealed interface AwsLogin {
    /** A name of whose it is that stays; empty when there is none. */
    default String owner() {
        return "";
    }

    /** A key that is written down. @param session of a key that ends */
    record StaticKey(String id, Secret secret, Optional<Secret> session) implements AwsLogin {
        @Override
        public String owner() {
            return session.isEmpty() ? id : "";
        }
    }

    /** A profile of the machine's AWS configuration files. */
    record Profile(String name) implements AwsLogin {
        @Override
        public String owner() {
            return name;
        }
    }

    /** A token of another identity provider. @param token or the path of the file that has it */
    record WebIdentity(Secret token, AwsRole role) implements AwsLogin {
        @Override
        public String owner() {
            return role.arn();
        }
    }

    /** What the machine has: profiles, a container's or an instance's role. */
    record Machine() implements AwsLogin {}
}
