package io.callstream.gateway.config;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;

/**
 * The rule that says which names hold credentials, wherever a client may put them: headers, request fields at any depth
 * and metadata. What they hold is never recorded. LiteLLM's clients send whole accounts that way ({@code
 * langfuse_secret_key}, {@code api_key}, {@code aws_secret_access_key}). Case, and what stands between the words, do not
 * matter.
 */
public final class SecretNames {
    /** Without the separators, as all words here. */
    private static final Set<String> NAMES =
            Set.of("cookie", "setcookie", "apikey", "auth", "jwt", "bearer", "azureadtoken", "gcspathserviceaccount");

    private static final List<String> PARTS =
            List.of("secret", "password", "passwd", "passphrase", "credential", "privatekey", "authorization");
    private static final List<String> ENDINGS = List.of(
            "apikey",
            "accesskey",
            "accesskeyid",
            "accountkey",
            "authkey",
            "encryptionkey",
            "functionskey",
            "masterkey",
            "sharedkey",
            "signingkey",
            "subscriptionkey",
            "accesstoken",
            "apitoken",
            "authtoken",
            "bearertoken",
            "bottoken",
            "csrftoken",
            "githubtoken",
            "gitlabtoken",
            "hftoken",
            "identitytoken",
            "idtoken",
            "oauthtoken",
            "refreshtoken",
            "securitytoken",
            "sessiontoken",
            "slacktoken",
            "usertoken",
            "vaulttoken",
            "jwtassertion",
            "proxyauth",
            "basicauth");

    /** What a whole family of headers that an operator lets pass may end with, and no ordinary header does. */
    private static final List<String> HEADER_ENDINGS =
            List.of("auth", "key", "token", "jwt", "assertion", "signature", "cookie", "sig");

    /** Headers with such an ending that say which and not who. */
    private static final Set<String> HARMLESS_HEADERS =
            Set.of("idempotencykey", "xidempotencykey", "xcachekey", "heliconecachekey", "xrequestkey");

    /** Names that end in {@code token} and hold a place in a text or a list. */
    private static final List<String> HARMLESS_TOKENS = List.of(
            "next", "nextpage", "continuation", "eos", "bos", "pad", "unk", "stop", "start", "end", "max", "sep");

    private static final String TOKEN = "token";
    /** Who keeps secrets is none. */
    private static final String SECRETARY = "secretar";

    private static final int LOWER_CASE = 0x20;

    private SecretNames() {}

    /** Whether something of this name must not be recorded. */
    public static boolean matches(String name) {
        byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
        return matches(bytes, 0, bytes.length);
    }

    /** The same for a name that stands in a text. */
    public static boolean matches(byte[] text, int from, int to) {
        if (!mayMatch(text, from, to)) {
            return false;
        }
        String word = joined(text, from, to);
        return NAMES.contains(word)
                || hasPart(word) && (!word.contains(SECRETARY) || hasPart(word.replace(SECRETARY, "")))
                || endsWithAny(word, ENDINGS)
                || word.endsWith("auth") && !Character.isLetterOrDigit(text[to - "auth".length() - 1]);
    }

    /** Whether a header of this name must not be recorded that nobody asked for by its whole name. */
    public static boolean matchesHeader(String name) {
        byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
        String word = joined(bytes, 0, bytes.length);
        return matches(name)
                || endsWithAny(word, HEADER_ENDINGS) && !HARMLESS_HEADERS.contains(word)
                || word.contains("jwt");
    }

    /** Whether what this name holds is a credential if it looks like one: {@code token} may also be a piece of text. */
    public static boolean doubtful(byte[] text, int from, int to) {
        if (!mayMatch(text, from, to)) {
            return false;
        }
        String word = joined(text, from, to);
        return word.endsWith(TOKEN)
                && !word.endsWith("page" + TOKEN)
                && HARMLESS_TOKENS.stream().noneMatch(harmless -> word.equals(harmless + TOKEN));
    }

    private static boolean hasPart(String word) {
        for (int i = 0; i < PARTS.size(); i++) {
            if (word.contains(PARTS.get(i))) {
                return true;
            }
        }
        return false;
    }

    private static boolean endsWithAny(String word, List<String> endings) {
        for (int i = 0; i < endings.size(); i++) {
            if (word.endsWith(endings.get(i))) {
                return true;
            }
        }
        return false;
    }

    /**
     * Every field is asked about, and hardly any has the letters that all secret names share. The names of every answer
     * ({@code created}, {@code prompt_tokens}, {@code accepted_prediction_tokens}) have none: {@code token} counts at the end.
     */
    private static boolean mayMatch(byte[] text, int from, int to) {
        for (int at = from + 2; at < to; at++) {
            int first = text[at - 2] | LOWER_CASE;
            if (isSign(first, text[at - 1] | LOWER_CASE, text[at] | LOWER_CASE)
                    && !isOrdinary(first, at + 1 < to ? text[at + 1] | LOWER_CASE : 0, to - at)) {
                return true;
            }
        }
        return false;
    }

    /** @param fourth the letter behind the sign; 0 at the end of the name */
    private static boolean isOrdinary(int first, int fourth, int left) {
        return switch (first) {
            case 't' -> left != TOKEN.length() - 2; // tokens
            case 'c' -> fourth == 'a'; // created
            default -> false;
        };
    }

    private static boolean isSign(int first, int second, int third) {
        return switch (first) {
            case 'k' -> second == 'e' && third == 'y';
            case 'c' -> second == 'r' && third == 'e' || second == 'o' && third == 'o'; // credential, cookie
            case 's' -> second == 'e' && third == 'c' || second == 'i' && third == 'g'; // secret, signature
            case 'p' -> second == 'a' && third == 's'; // password
            case 't' -> second == 'o' && third == 'k'; // token
            case 'a' ->
                second == 'u' && third == 't'
                        || second == 's' && third == 's' // auth, assertion
                        || second == 'c' && third == 'c'; // account
            case 'j' -> second == 'w' && third == 't';
            case 'b' -> second == 'e' && third == 'a'; // bearer
            default -> false;
        };
    }

    /** In lower case and without what separates words. */
    private static String joined(byte[] text, int from, int to) {
        StringBuilder word = new StringBuilder(to - from);
        for (int at = from; at < to; at++) {
            char letter = (char) (text[at] & 0xff);
            if (letter != '-' && letter != '_' && letter != '.' && letter != ' ') {
                word.append(letter >= 'A' && letter <= 'Z' ? (char) (letter | LOWER_CASE) : letter);
            }
        }
        return word.toString();
    }
}
