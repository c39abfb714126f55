package io.callstream.sink.sentry;

import java.util.List;
import java.util.Locale;

/** Takes values out by their names, as Sentry's own clients do: secrets always, what tells of persons unless it is asked for. */
final class Scrubber {
    static final String FILTERED = "[Filtered]";
    private static final List<String> SECRETS = List.of(
            "api_key",
            "apikey",
            "api-key",
            "authorization",
            "cookie",
            "credential",
            "csrf",
            "database_url",
            "dsn",
            "master_key",
            "passwd",
            "password",
            "private_key",
            "privatekey",
            "secret",
            "token",
            "webhook");
    private static final List<String> PERSONAL =
            List.of("address", "email", "end_user", "forwarded", "ip_addr", "phone", "user_id", "user-id", "username");
    /** Counts of tokens are no secrets. */
    private static final String COUNTS = "tokens";

    private final boolean personal;

    Scrubber(boolean personal) {
        this.personal = personal;
    }

    String value(String name, String value) {
        String lower = name.toLowerCase(Locale.ROOT).replace(COUNTS, "");
        boolean withheld = SECRETS.stream().anyMatch(lower::contains)
                || (!personal && PERSONAL.stream().anyMatch(lower::contains));
        return withheld ? FILTERED : value;
    }
}
