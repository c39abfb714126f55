package io.callstream.gateway.json;

import java.util.ArrayList;
import java.util.List;

/**
 * Finds credentials in a text, JSON or not, in one pass: by what they look like, and by the names of what holds them, at
 * any depth, JSON inside of strings included. Most bytes cost a look into a table.
 */
public final class SecretScan {
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
    private int foundEnd;

    private SecretScan(Slice slice) {
        this.text = slice.array();
        this.limit = slice.end();
        this.foundEnd = slice.offset();
        this.values = new SecretValues(text, slice.offset(), limit);
        this.fields = new SecretFields(text, slice.offset(), limit);
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
        int first = firstSign(text.array(), text.offset(), text.end());
        return first == text.end() ? List.of() : new SecretScan(text).run(first);
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
        return found;
    }

    private void look(int at) {
        boolean is = switch (SIGNS[text[at] & 0xff]) {
            case DASH -> values.dashed(at);
            case UNDERSCORE -> values.underscored(at);
            case JWT -> values.jwt(at) || values.session(at);
            case CLOUD_KEY -> values.cloudKey(at);
            case SESSION -> values.session(at);
            case SCHEME -> values.scheme(at);
            case USER_INFO -> values.userInfo(at);
            case QUERY -> values.query(at);
            default -> false;
        };
        if (is) {
            add(new Secret(values.from(), values.to(), false));
        } else if (text[at] == ':') {
            field(at);
        }
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
