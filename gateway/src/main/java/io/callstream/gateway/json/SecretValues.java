package io.callstream.gateway.json;

import io.callstream.gateway.config.SecretNames;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Locale;
import java.util.Set;

/**
 * What credentials look like. Each question is about one sign in the text and looks around it; what was found stands
 * between {@link #from} and {@link #to}.
 */
final class SecretValues {
    private static final int LONGEST_WORD = 10;
    private static final int LONGEST_USER_INFO = 512;
    private static final long[] BEFORE_DASH = words(
            "sk", "rk", "xoxa", "xoxb", "xoxe", "xoxo", "xoxp", "xoxr", "xoxs", "xapp", "glpat", "pplx", "xai",
            "nvapi");
    private static final long[] BEFORE_UNDERSCORE = words(
            "ghp", "gho", "ghu", "ghs", "ghr", "github", "gsk", "hf", "npm", "sk", "rk", "whsec", "shpat", "dop", "r8",
            "pypi", "dckr");
    private static final Set<String> QUERY_SECRETS = Set.of("key", "sig", "signature", "token", "x-amz-signature");
    private static final int SHORTEST_ASSIGNED = 6;
    private static final byte[][] WEBHOOKS = {
        ascii("//hooks.slack.com/services/"),
        ascii("//hooks.slack.com/workflows/"),
        ascii("//discord.com/api/webhooks/"),
        ascii("//discordapp.com/api/webhooks/"),
        ascii("//api.telegram.org/bot"),
        ascii("//outlook.office.com/webhook/")
    };
    private static final int ACCOUNT_SECRET = 40;
    private static final int FAR_BEHIND = 400;
    private static final byte[] PEM = ascii("-----BEGIN ");
    private static final byte[] PEM_END = ascii("-----END ");
    private static final byte[] PRIVATE = ascii("PRIVATE KEY");
    private static final byte[] DASHES = ascii("-----");
    private static final byte[] STS = ascii("IQoJb3JpZ2lu");
    private static final byte[] STS_FORMER = ascii("FwoGZXIvYXdz");
    private static final byte[] BEARER = ascii("bearer ");
    private static final byte[] BASIC = ascii("basic ");
    private static final byte[] BEGINNING_OF_HOST = ascii("://");

    private final TextBytes text;
    private int from;
    private int to;

    SecretValues(byte[] data, int start, int limit) {
        this.text = new TextBytes(data, start, limit);
    }

    int from() {
        return from;
    }

    int to() {
        return to;
    }

    private boolean found(int first, int end) {
        from = first;
        to = end;
        return true;
    }

    /** {@code sk-…}, {@code xoxb-…}, {@code -----BEGIN PRIVATE KEY-----}. */
    boolean dashed(int dash) {
        if (text.is(dash, PEM) && text.at(dash - 1) != '-') {
            return pem(dash);
        }
        int word = text.wordBefore(dash, LONGEST_WORD);
        if (!isOneOf(BEFORE_DASH, word, dash) || text.continuesBefore(word)) {
            return false;
        }
        int end = text.endOfToken(dash + 1);
        int length = end - dash - 1;
        boolean is = length >= 16 || length >= 4 && text.hasDigit(dash + 1, end);
        return is && found(word, end);
    }

    /** {@code ghp_…}, {@code github_pat_…}, {@code gsk_…}. */
    boolean underscored(int underscore) {
        int word = text.wordBefore(underscore, LONGEST_WORD);
        if (!isOneOf(BEFORE_UNDERSCORE, word, underscore) || text.continuesBefore(word)) {
            return false;
        }
        int end = text.endOfToken(underscore + 1);
        return end - underscore > 16 && text.hasDigit(underscore + 1, end) && found(word, end);
    }

    /** {@code eyJ….….…}. */
    boolean jwt(int j) {
        int first = j - 2;
        if (text.at(j - 1) != 'y' || text.at(first) != 'e' || text.continuesBefore(first)) {
            return false;
        }
        int head = text.endOfToken(first);
        if (text.at(head) != '.' || head - first < 10) {
            return false;
        }
        int claims = text.endOfToken(head + 1);
        if (claims - head < 10) {
            return false;
        }
        return found(first, text.at(claims) == '.' ? text.endOfToken(claims + 1) : claims);
    }

    /** {@code AKIA…} and {@code ASIA…} of AWS, {@code AIza…} of Google. */
    boolean cloudKey(int i) {
        if (text.at(i - 1) == 'A' && text.at(i + 1) == 'z' && text.at(i + 2) == 'a' && !text.continuesBefore(i - 1)) {
            int end = text.endOfToken(i);
            return end - i >= 30 && found(i - 1, end);
        }
        int kind = text.at(i - 1);
        if (kind != 'K' && kind != 'S'
                || text.at(i - 2) != 'A'
                || text.at(i + 1) != 'A'
                || text.continuesBefore(i - 2)) {
            return false;
        }
        int end = text.endOfCapitals(i);
        return end - i >= 18 && found(i - 2, end);
    }

    /** The secret of an account of AWS, which has 40 characters and stands not far behind its id. */
    boolean secretOfAccount(int account) {
        int last = Math.min(account + FAR_BEHIND, text.limit());
        int at = account;
        while (at < last) {
            int end = text.endOfBase64(at);
            int length = end - at - (text.at(end - 1) == '.' ? 1 : 0);
            if (length == ACCOUNT_SECRET && text.hasDigit(at, end) && text.hasSmallLetter(at, end)) {
                return found(at, at + ACCOUNT_SECRET);
            }
            at = end + 1;
        }
        return false;
    }

    /** A session token of AWS. */
    boolean session(int at) {
        int first = at - 3;
        if (!text.is(first, STS) && !text.is(first, STS_FORMER)) {
            return false;
        }
        int end = text.endOfBase64(first);
        return end - first >= 40 && found(first, end);
    }

    /** {@code Bearer …} and {@code Basic …}, the word excepted. */
    boolean scheme(int b) {
        boolean bearer = text.isIgnoringCase(b, BEARER);
        if (!bearer && !text.isIgnoringCase(b, BASIC)) {
            return false;
        }
        int first = text.afterSpaces(b + (bearer ? BEARER.length : BASIC.length));
        int end = text.endOfBase64(first);
        return (bearer ? isToken(first, end) : isUserAndPassword(first, end)) && found(first, end);
    }

    /** Not a word that happens to follow. */
    private boolean isToken(int first, int end) {
        int length = end - first;
        return length >= 20
                || length >= 6 && (text.hasDigit(first, end) || !text.hasSmallLetter(first, end))
                || length >= 12 && text.hasSeparator(first, end);
    }

    private boolean isUserAndPassword(int first, int end) {
        try {
            byte[] decoded = Base64.getDecoder().decode(text.part(first, Math.min(end, first + 4096)));
            return new String(decoded, StandardCharsets.ISO_8859_1).indexOf(':') >= 0;
        } catch (IllegalArgumentException e) {
            return false; // a word, and no base64
        }
    }

    /** {@code https://user:password@host}. */
    boolean userInfo(int at) {
        boolean password = false;
        for (int i = at - 1; i >= at - LONGEST_USER_INFO; i--) {
            int c = text.at(i);
            if (c == ':') {
                password = true;
            } else if (c == '/') {
                boolean is = password && i + 1 < at && text.is(i - 2, BEGINNING_OF_HOST);
                return is && found(i + 1, at);
            } else if (c <= ' ' || c == '@' || c == '"' || c == '\'') {
                return false;
            }
        }
        return false;
    }

    /** {@code ?key=…} in an address. */
    boolean query(int equals) {
        int name = text.nameBefore(equals);
        int sign = text.at(name - 1);
        if (name == equals || sign != '?' && sign != '&') {
            return false;
        }
        int end = text.endOfParameter(equals + 1);
        boolean secret = QUERY_SECRETS.contains(text.part(name, equals).toLowerCase(Locale.ROOT))
                || SecretNames.matches(text.data(), name, equals);
        return secret && end - equals > 8 && found(equals + 1, end);
    }

    /** {@code AWS_SECRET_ACCESS_KEY=…}, {@code x-api-key: …}, outside of JSON. */
    boolean assigned(int sign) {
        int nameEnd = sign;
        while (sign - nameEnd < 2 && text.at(nameEnd - 1) == ' ') {
            nameEnd--;
        }
        int name = text.nameBefore(nameEnd);
        if (name == nameEnd || !SecretNames.matches(text.data(), name, nameEnd)) {
            return false;
        }
        int first = text.afterSpaces(sign + 1);
        first += text.at(first) == '\\' ? 1 : 0;
        first += text.at(first) == '"' || text.at(first) == '\'' ? 1 : 0;
        int end = text.endOfBase64(first);
        return end - first >= SHORTEST_ASSIGNED && text.hasDigit(first, end) && found(first, end);
    }

    /** {@code https://hooks.slack.com/services/…}: whoever knows the address may write there. */
    boolean webhook(int colon) {
        for (byte[] address : WEBHOOKS) {
            int first = text.behind(colon + 1, address);
            if (first >= 0) {
                int end = text.endOfParameter(first);
                while (text.at(end) == '\\' && text.at(end + 1) == '/') {
                    end = text.endOfParameter(end + 1);
                }
                return end > first && found(first, end);
            }
        }
        return false;
    }

    private boolean pem(int dash) {
        int line = dash + PEM.length;
        int name = text.find(PRIVATE, line, line + 40);
        if (name < 0) {
            return false;
        }
        int last = text.find(PEM_END, name, Integer.MAX_VALUE);
        int dashes = last < 0 ? -1 : text.find(DASHES, last + PEM_END.length, last + 80);
        return found(dash, dashes < 0 ? text.endOfString(name) : dashes + DASHES.length);
    }

    private boolean isOneOf(long[] words, int first, int end) {
        if (first == end || end - first > Long.BYTES) {
            return false;
        }
        long word = 0;
        for (int i = first; i < end; i++) {
            word = word << Byte.SIZE | text.at(i);
        }
        return Arrays.binarySearch(words, word) >= 0;
    }

    /** Each as a number, in order. */
    private static long[] words(String... words) {
        return Arrays.stream(words)
                .mapToLong(word -> new BigInteger(ascii(word)).longValueExact())
                .sorted()
                .toArray();
    }

    private static byte[] ascii(String word) {
        return word.getBytes(StandardCharsets.US_ASCII);
    }
}
