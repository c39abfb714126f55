package io.callstream.gateway.json;

import io.callstream.gateway.json.SecretScan.Secret;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** What credentials look like. Each question is about one sign in the text and looks around it. */
final class SecretValues {
    private static final int LONGEST_WORD = 10;
    private static final long[] BEFORE_DASH = words(
            "sk", "rk", "xoxa", "xoxb", "xoxe", "xoxo", "xoxp", "xoxr", "xoxs", "xapp", "glpat", "pplx", "xai", "nvapi",
            "csk", "tvly", "pypi", "GOCSPX");
    private static final long[] BEFORE_UNDERSCORE = words(
            "ghp", "gho", "ghu", "ghs", "ghr", "github", "gsk", "hf", "npm", "sk", "rk", "whsec", "shpat", "shpss",
            "shpca", "shppa", "dop", "r8", "dckr", "fw", "tgp", "pcsk", "jina", "lsv2", "ntn", "glsa", "sbp");
    private static final int LEAST_RANDOM = 16;
    /** Of a token; one that is encrypted has five. */
    private static final int MOST_PARTS = 5;

    private static final byte[] PEM = ascii("-----BEGIN ");
    private static final byte[] PEM_END = ascii("-----END ");
    private static final byte[] PRIVATE = ascii("PRIVATE KEY");
    private static final byte[] DASHES = ascii("-----");
    private static final byte[] BEARER = ascii("bearer ");
    private static final byte[] BASIC = ascii("basic ");
    private static final byte[] BEDROCK = ascii("bedrock-api-key-");

    private final TextBytes text;

    SecretValues(TextBytes text) {
        this.text = text;
    }

    /** {@code sk-…}, {@code xoxb-…}, {@code -----BEGIN PRIVATE KEY-----}. */
    @Nullable Secret dashed(int dash) {
        if (text.is(dash, PEM)) {
            return pem(dash);
        }
        int word = text.wordBefore(dash, LONGEST_WORD);
        if (text.is(word, BEDROCK) && !text.continuesBefore(word)) {
            int end = text.endOfBase64(dash + 1);
            return end - word - BEDROCK.length >= LEAST_RANDOM ? new Secret(word, end) : null;
        }
        if (!isOneOf(BEFORE_DASH, word, dash) || text.continuesBefore(word)) {
            return null;
        }
        int end = text.endOfToken(dash + 1);
        return isKey(text.at(word) == 's', dash + 1, end) ? new Secret(word, end) : null;
    }

    /** Of {@code sk-…} everybody makes some for himself; models and others have names that begin as the rest does. */
    private boolean isKey(boolean selfMade, int first, int end) {
        boolean digit = text.hasDigit(first, end);
        int length = end - first;
        return selfMade ? length >= LEAST_RANDOM || length >= 4 && digit : length >= LEAST_RANDOM && digit;
    }

    /** {@code ghp_…}, {@code github_pat_…}, {@code gsk_…}; names in programs begin so, too, but have shorter words. */
    @Nullable Secret underscored(int underscore) {
        int word = text.wordBefore(underscore, LONGEST_WORD);
        if (!isOneOf(BEFORE_UNDERSCORE, word, underscore) || text.continuesBefore(word)) {
            return null;
        }
        int end = text.endOfToken(underscore + 1);
        boolean is = hasLongWord(underscore + 1, end) && text.hasDigit(underscore + 1, end);
        return is ? new Secret(word, end) : null;
    }

    private boolean hasLongWord(int first, int end) {
        int length = 0;
        for (int i = first; i < end && length < LEAST_RANDOM; i++) {
            length = TextBytes.isLetterOrDigit(text.at(i)) ? length + 1 : 0;
        }
        return length == LEAST_RANDOM;
    }

    /** {@code eyJ….….…}. */
    @Nullable Secret jwt(int j) {
        int first = j - 2;
        if (text.at(j - 1) != 'y' || text.at(first) != 'e' || text.continuesBefore(first)) {
            return null;
        }
        int head = text.endOfToken(first);
        if (text.at(head) != '.' || head - first < 10) {
            return null;
        }
        int end = text.endOfToken(head + 1);
        boolean encrypted = end == head + 1 && text.at(end) == '.';
        return encrypted || end - head >= 10 ? new Secret(first, endOfParts(end)) : null;
    }

    private int endOfParts(int second) {
        int end = second;
        for (int part = 2; part < MOST_PARTS && text.at(end) == '.'; part++) {
            end = text.endOfToken(end + 1);
        }
        return end;
    }

    /** {@code Bearer …} and {@code Basic …}, the word excepted. */
    @Nullable Secret scheme(int b) {
        boolean bearer = text.isIgnoringCase(b, BEARER);
        if (!bearer && !text.isIgnoringCase(b, BASIC)) {
            return null;
        }
        int first = text.afterSpaces(b + (bearer ? BEARER.length : BASIC.length));
        int end = text.endOfBase64(first);
        boolean is = bearer ? isToken(first, end) : isUserAndPassword(first, end);
        return is ? new Secret(first, end) : null;
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

    /** To its end, or where none follows before the next one begins, to the end of the string around it. */
    private @Nullable Secret pem(int dash) {
        int line = dash + PEM.length;
        int name = text.find(PRIVATE, line, line + 40);
        if (name < 0) {
            return null;
        }
        int last = text.findBefore(PEM_END, PEM, name);
        int dashes = last < 0 ? -1 : text.find(DASHES, last + PEM_END.length, last + 80);
        return new Secret(dash, dashes < 0 ? text.endOfString(name) : dashes + DASHES.length);
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

    static byte[] ascii(String word) {
        return word.getBytes(StandardCharsets.US_ASCII);
    }
}
