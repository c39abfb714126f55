package io.callstream.gateway.json;

import static io.callstream.gateway.json.SecretValues.ascii;

import io.callstream.gateway.config.SecretNames;
import io.callstream.gateway.json.SecretScan.Secret;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Credentials that stand in addresses. */
final class AddressSecrets {
    private static final int LONGEST_USER_INFO = 512;
    private static final int LONGEST_PORT = 5;
    private static final int LEAST_VALUE = 8;
    private static final Set<String> PARAMETERS = Set.of("key", "sig", "token");
    private static final String SIGNATURE = "signature";
    private static final byte[] ESCAPED_AND = ascii("\\u0026");
    private static final byte[] AND_OF_HTML = ascii("&amp;");
    private static final byte[][] WEBHOOKS = {
        ascii("//hooks.slack.com/services/"),
        ascii("//hooks.slack.com/workflows/"),
        ascii("//discord.com/api/webhooks/"),
        ascii("//discordapp.com/api/webhooks/"),
        ascii("//api.telegram.org/bot"),
        ascii("//outlook.office.com/webhook/")
    };

    private final TextBytes text;

    AddressSecrets(TextBytes text) {
        this.text = text;
    }

    /** {@code https://user:password@host}; a password may have any sign that its writer forgot to escape. */
    @Nullable Secret userInfo(int at) {
        boolean password = false;
        boolean ended = false;
        boolean second = false;
        for (int i = at - 1; i >= at - LONGEST_USER_INFO; i--) {
            int c = text.at(i);
            if (c == '/') {
                return password && i + 1 < at && beginsHost(i) ? new Secret(i + 1, at) : null;
            }
            boolean end = c == '?' || c == '#';
            if (c <= ' ' || c == '"' || c == '\'' || c == '@' && (second || ended) || end && isPort(i)) {
                return null;
            }
            second |= c == '@';
            ended |= end || c == ',' || c == ';';
            password = c == ':' || password && !end;
        }
        return null;
    }

    /** Whether the second of two slashes stands here, escaped or not, and a colon before them. */
    private boolean beginsHost(int slash) {
        int first = text.beforeEscapes(slash - 1);
        return text.at(first) == '/' && text.at(text.beforeEscapes(first - 1)) == ':';
    }

    private boolean isPort(int end) {
        int first = end;
        while (end - first <= LONGEST_PORT && text.at(first - 1) >= '0' && text.at(first - 1) <= '9') {
            first--;
        }
        return first < end && text.at(first - 1) == ':';
    }

    /** {@code ?key=…}. */
    @Nullable Secret query(int equals) {
        int name = text.nameBefore(equals);
        if (name == equals || !beginsParameter(name) || !isSecret(name, equals)) {
            return null;
        }
        int end = text.endOfParameter(equals + 1);
        return end - equals > LEAST_VALUE ? new Secret(equals + 1, end) : null;
    }

    /** As it is, and as JSON and HTML have it. */
    private boolean beginsParameter(int name) {
        int sign = text.at(name - 1);
        return sign == '?'
                || sign == '&'
                || text.is(name - ESCAPED_AND.length, ESCAPED_AND)
                || text.is(name - AND_OF_HTML.length, AND_OF_HTML);
    }

    private boolean isSecret(int from, int end) {
        String name = text.part(from, end).toLowerCase(Locale.ROOT);
        return PARAMETERS.contains(name) || name.endsWith(SIGNATURE) || SecretNames.matches(text.data(), from, end);
    }

    /** {@code https://hooks.slack.com/services/…}: whoever knows the address may write there. */
    @Nullable Secret webhook(int colon) {
        for (byte[] address : WEBHOOKS) {
            int first = text.behind(colon + 1, address);
            if (first >= 0) {
                int end = text.endOfParameter(first);
                while (text.at(end) == '\\' && text.at(end + 1) == '/') {
                    end = text.endOfParameter(end + 1);
                }
                return end > first ? new Secret(first, end) : null;
            }
        }
        return null;
    }
}
