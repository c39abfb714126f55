package io.callstream.sink.postgres;

import io.callstream.settings.Secret;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads database URLs in JDBC's form and in the form that libpq and most platforms use. */
final class DatabaseUrls {
    private static final String JDBC = "jdbc:postgresql:";

    private DatabaseUrls() {}

    /**
     * @param url {@code jdbc:postgresql://host/db} or {@code postgres://user:password@host:5432/db?sslmode=require}
     * @throws IllegalArgumentException if it is neither; the message leaves the URL out, which may hold a password
     */
    static DatabaseAddress parse(String url, String schema) {
        if (url.startsWith(JDBC)) {
            return new DatabaseAddress(new Secret(url), Optional.empty(), Optional.empty(), schema);
        }
        URI uri = uri(url);
        boolean known = "postgres".equals(uri.getScheme()) || "postgresql".equals(uri.getScheme());
        if (!known || uri.getHost() == null) {
            throw unreadable();
        }
        String jdbc = JDBC + "//" + uri.getHost() + (uri.getPort() < 0 ? "" : ":" + uri.getPort())
                + orEmpty(uri.getRawPath()) + (uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery());
        String[] userAndPassword = orEmpty(uri.getRawUserInfo()).split(":", 2);
        return new DatabaseAddress(
                new Secret(jdbc),
                decoded(userAndPassword[0]),
                userAndPassword.length < 2
                        ? Optional.empty()
                        : decoded(userAndPassword[1]).map(Secret::new),
                schema);
    }

    private static URI uri(String url) {
        try {
            return URI.create(url);
        } catch (IllegalArgumentException e) {
            throw unreadable(); // The cause quotes the URL.
        }
    }

    private static Optional<String> decoded(String part) {
        // In a user's name or password a plus sign stands for itself.
        return Optional.of(URLDecoder.decode(part.replace("+", "%2B"), StandardCharsets.UTF_8))
                .filter(text -> !text.isEmpty());
    }

    private static String orEmpty(@Nullable String part) {
        return part == null ? "" : part;
    }

    private static IllegalArgumentException unreadable() {
        return new IllegalArgumentException(
                "is no database URL (expected jdbc:postgresql://host:5432/db or postgres://user:password@host:5432/db)");
    }
}
