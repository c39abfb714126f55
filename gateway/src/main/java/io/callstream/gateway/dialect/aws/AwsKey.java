package io.callstream.gateway.dialect.aws;

import io.callstream.settings.Secret;
import java.util.Optional;

/** What requests are signed with. @param session sent along by keys that end */
public record AwsKey(String id, Secret secret, Optional<String> session) {
    /** The session's token is a secret too. */
    @Override
    public String toString() {
        return "AwsKey[" + id + "]";
    }
}
