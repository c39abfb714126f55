package io.callstream.sink.sentry;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A project's address as Sentry hands it out: {@code https://key@host/path/project}. It never prints itself.
 *
 * @param envelopes where envelopes are posted
 * @param publicKey names the project's key; the secret that very old addresses hold is of no use any more
 */
record Dsn(URI envelopes, String publicKey) {
    private static final Pattern SHAPE =
            Pattern.compile("(https?)://([A-Za-z0-9_-]+)(?::[^@/]*)?@([^@/?#]+)((?:/[^/?#]+)*)/([0-9]+)/?");

    /** Empty if the text is no DSN. */
    static Optional<Dsn> parse(String text) {
        Matcher parts = SHAPE.matcher(text.strip());
        if (!parts.matches()) {
            return Optional.empty();
        }
        String address =
                parts.group(1) + "://" + parts.group(3) + parts.group(4) + "/api/" + parts.group(5) + "/envelope/";
        try {
            return Optional.of(new Dsn(new URI(address), parts.group(2)))
                    .filter(dsn -> dsn.envelopes.getHost() != null);
        } catch (URISyntaxException e) {
            return Optional.empty(); // The caller says that the setting is wrong; its text is a secret.
        }
    }

    @Override
    public String toString() {
        return "Dsn[host=" + envelopes.getHost() + "]";
    }
}
