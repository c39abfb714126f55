package io.callstream.sink.jdbc;

import io.callstream.settings.Secret;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads database URLs in JDBC's form and in the form that most platforms hand out.
 *
 * @param driver what the driver's URLs begin with, such as {@code jdbc:mariadb:}
 * @param others what URLs of other drivers to the same kind of server begin with; they are rewritten
 * @param schemes of URLs that are not JDBC's, such as {@code mysql}
 */
public record DatabaseUrls(String driver, Set<String> others, Set<String> schemes) {
    public DatabaseUrls {
        others = Set.copyOf(others);
        schemes = Set.copyOf(schemes);
    }

    /**
     * @param url {@code jdbc:...//host/db} or {@code scheme://user:password@host:1234/db?option=value}
     * @throws IllegalArgumentException if it is neither; the message leaves the URL out, which may hold a password
     */
    public DatabaseAddress parse(String url) {
        if (url.startsWith(driver)) {
            return new DatabaseAddress(new Secret(url), Optional.empty(), Optional.empty());
        }
        for (String other : others) {
            if (url.startsWith(other)) {
                return parse(driver + url.substring(other.length()));
            }
        }
        return parse(uri(url));
    }

    private DatabaseAddress parse(URI uri) {
        if (uri.getScheme() == null || !schemes.contains(uri.getScheme()) || uri.getHost() == null) {
            throw unreadable();
        }
        String jdbc = driver + "//" + uri.getHost() + (uri.getPort() < 0 ? "" : ":" + uri.getPort())
                + orEmpty(uri.getRawPath()) + (uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery());
        String[] userAndPassword = orEmpty(uri.getRawUserInfo()).split(":", 2);
        return new DatabaseAddress(
                new Secret(jdbc),
                decoded(userAndPassword[0]),
                userAndPassword.length < 2
                        ? Optional.empty()
                        : decoded(userAndPassword[1]).map(Secret::new));
    }

    private URI uri(String url) {
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

    private IllegalArgumentException unreadable() {
        String scheme = schemes.stream().sorted().findFirst().orElse("");
        return new IllegalArgumentException(
                "is no database URL (expected " + driver + "//host/db or " + scheme + "://user:password@host/db)");
    }
}
