package io.callstream.gateway.json;

import io.callstream.json.Range;
import io.callstream.json.Slice;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Finds credentials in a text, JSON or not, in one pass: by what they look like, and by the names of what holds them, at
 * any depth, JSON inside of strings included. Most bytes cost a look into a table.
 */
public final class SecretScan {
    private static final int LOWER_CASE = 0x20;
    private static final byte DASH = 1;
    private static final byte UNDERSCORE = 2;
    private static final byte JWT = 3;
    private static final byte CLOUD_KEY = 4;
    private static final byte SESSION = 5;
    private static final byte SCHEME = 6;
    private static final byte USER_INFO = 7;
    private static final byte NAME = 8;
    private static final byte QUERY = 9;
    private static final byte[] SIGNS = signs();

    private final byte[] text;
    private final int limit;
    private final SecretValues values;
    private final SecretFields fields;
    private List<Secret> found = List.of();
    private List<Integer> accounts = List.of();
    private int foundEnd;

    private SecretScan(Slice slice, int limit) {
        this.text = slice.array();
        this.limit = limit;
        this.foundEnd = slice.offset();
        this.values = new SecretValues(text, slice.offset(), slice.end());
        this.fields = new SecretFields(text, slice.offset(), slice.end());
    }

    /**
     * A credential.
     *
     * @param from of the text's array
     * @param to index after its last byte
     * @param bare whether it is a value without quotes, so that what stands for it needs some
     */
    public record Secret(int from, int to, boolean bare) {}

    /** The credentials in order; most texts have none. */
    public static List<Secret> of(Slice text) {
        return of(text, new Range(0, text.length()));
    }

    /** The same, for a text where only one part may have some; it begins and ends between names and values. */
    public static List<Secret> of(Slice text, Range within) {
        int limit = text.offset() + within.to();
        int first = firstSign(text.array(), text.offset() + within.from(), limit);
        return first == limit ? List.of() : new SecretScan(text, limit).run(first);
    }

    /** Whether a text of characters has anything that makes it worth a look. */
    public static boolean worthALook(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < SIGNS.length && SIGNS[c] != 0) {
                return true;
            }
        }
        return false;
    }

    private List<Secret> run(int first) {
        for (int at = first; at < limit; at = firstSign(text, Math.max(at + 1, foundEnd), limit)) {
            look(at);
        }
        if (!accounts.isEmpty()) {
            accounts.forEach(this::secretOfAccount);
            found.sort(Comparator.comparingInt(Secret::from));
        }
        return found;
    }

    /** Alone it looks like nothing; behind the account that it belongs to it is known. */
    private void secretOfAccount(int account) {
        if (values.secretOfAccount(account)
                && found.stream().noneMatch(other -> other.from() < values.to() && values.from() < other.to())) {
            found.add(new Secret(values.from(), values.to(), false));
        }
    }

    private void look(int at) {
        boolean is = switch (SIGNS[text[at] & 0xff]) {
            case DASH -> values.dashed(at);
            case UNDERSCORE -> values.underscored(at);
            case JWT -> values.jwt(at) || values.session(at);
            case CLOUD_KEY -> values.cloudKey(at);
            case SESSION -> values.session(at);
            case SCHEME -> maybeScheme(at) && values.scheme(at);
            case USER_INFO -> values.userInfo(at);
            case QUERY -> values.query(at) || values.assigned(at);
            case NAME -> named(at);
            default -> false;
        };
        if (is) {
            add(new Secret(values.from(), values.to(), false));
            if (SIGNS[text[at] & 0xff] == CLOUD_KEY) {
                accounts = accounts.isEmpty() ? new ArrayList<>() : accounts;
                accounts.add(values.to());
            }
        }
    }

    /** The quoted name of a field is the usual case. */
    private boolean named(int colon) {
        if (foundEnd < colon && text[colon - 1] == '"') {
            field(colon);
            return false;
        }
        if (values.webhook(colon)) {
            return true;
        }
        field(colon);
        return foundEnd <= colon && values.assigned(colon);
    }

    /** Bearer or Basic: there are many words with this letter. */
    private boolean maybeScheme(int at) {
        int next = at + 1 < limit ? text[at + 1] | LOWER_CASE : 0;
        return next == 'e' || next == 'a';
    }

    private void field(int colon) {
        for (Secret secret = fields.first(colon); secret != null; secret = fields.next()) {
            add(secret);
        }
    }

    private void add(Secret secret) {
        int from = Math.max(secret.from(), foundEnd);
        if (secret.to() <= from) {
            return;
        }
        if (found.isEmpty()) {
            found = new ArrayList<>();
        }
        found.add(new Secret(from, secret.to(), secret.bare()));
        foundEnd = secret.to();
    }

    private static int firstSign(byte[] text, int from, int limit) {
        int at = from;
        while (at + 4 <= limit
                && (SIGNS[text[at] & 0xff]
                                | SIGNS[text[at + 1] & 0xff]
                                | SIGNS[text[at + 2] & 0xff]
                                | SIGNS[text[at + 3] & 0xff])
                        == 0) {
            at += 4;
        }
        while (at < limit && SIGNS[text[at] & 0xff] == 0) {
            at++;
        }
        return Math.min(at, limit);
    }

    /** The rarest letter of each pattern leads to it. */
    private static byte[] signs() {
        byte[] signs = new byte[256];
        signs['-'] = DASH;
        signs['_'] = UNDERSCORE;
        signs['J'] = JWT;
        signs['I'] = CLOUD_KEY;
        signs['G'] = SESSION;
        signs['B'] = SCHEME;
        signs['b'] = SCHEME;
        signs['@'] = USER_INFO;
        signs[':'] = NAME;
        signs['='] = QUERY;
        return signs;
    }
}
