package io.callstream.sink.jdbc;

import io.callstream.settings.Secret;
import java.util.Optional;

/**
 * A database and who asks.
 *
 * @param jdbcUrl {@code jdbc:...}; it may carry a password, so it never prints itself
 * @param user the role, unless the URL says so or the server needs none
 * @param password the role's password, likewise
 */
public record DatabaseAddress(Secret jdbcUrl, Optional<String> user, Optional<Secret> password) {
    /** Takes what this address does not say from settings beside the URL. */
    public DatabaseAddress or(Optional<String> otherUser, Optional<Secret> otherPassword) {
        return new DatabaseAddress(jdbcUrl, user.or(() -> otherUser), password.or(() -> otherPassword));
    }
}
