package io.callstream.gateway.json;

import io.callstream.json.Range;
import io.callstream.json.Slice;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

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
    private final CloudSecrets cloud;
    private final AddressSecrets addresses;
    private final AssignedSecrets assigned;
    private final SecretFields fields;
    private List<Secret> found = List.of();
    private List<Integer> accounts = List.of();
    private int foundEnd;

    private SecretScan(Slice slice, int limit) {
        this.text = slice.array();
        this.limit = limit;
        this.foundEnd = slice.offset();
        TextBytes bytes = new TextBytes(text, slice.offset(), slice.end());
        this.values = new SecretValues(bytes);
        this.cloud = new CloudSecrets(bytes);
        this.addresses = new AddressSecrets(bytes);
        this.assigned = new AssignedSecrets(bytes);
        this.fields = new SecretFields(bytes);
    }

    /**
     * A credential.
     *
     * @param from of the text's array
     * @param to index after its last byte
     * @param quote what has to stand on both sides of the text in its place, if it is a number: as its name is quoted
     */
    public record Secret(int from, int to, String quote) {
        Secret(int from, int to) {
            this(from, to, "");
        }
    }

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
        Secret secret = cloud.ofAccount(account);
        if (secret != null
                && found.stream().noneMatch(other -> other.from() < secret.to() && secret.from() < other.to())) {
            found.add(secret);
        }
    }

    private void look(int at) {
        byte sign = SIGNS[text[at] & 0xff];
        Secret secret = secret(sign, at);
        if (secret != null) {
            add(secret);
            if (sign == CLOUD_KEY) {
                accounts = accounts.isEmpty() ? new ArrayList<>() : accounts;
                accounts.add(secret.to());
            }
        }
    }

    private @Nullable Secret secret(byte sign, int at) {
        return switch (sign) {
            case DASH -> values.dashed(at);
            case UNDERSCORE -> values.underscored(at);
            case JWT -> webTokenOrSession(at);
            case CLOUD_KEY -> cloud.key(at);
            case SESSION -> cloud.session(at);
            case SCHEME -> maybeScheme(at) ? values.scheme(at) : cloud.token(at);
            case USER_INFO -> addresses.userInfo(at);
            case QUERY -> parameterOrVariable(at);
            case NAME -> named(at);
            default -> null;
        };
    }

    private @Nullable Secret webTokenOrSession(int at) {
        Secret token = values.jwt(at);
        return token != null ? token : cloud.session(at);
    }

    private @Nullable Secret parameterOrVariable(int at) {
        Secret parameter = addresses.query(at);
        return parameter != null ? parameter : assigned.at(at);
    }

    /** The quoted name of a field is the usual case. */
    private @Nullable Secret named(int colon) {
        if (foundEnd < colon && text[colon - 1] == '"') {
            field(colon);
            return null;
        }
        Secret webhook = addresses.webhook(colon);
        if (webhook != null) {
            return webhook;
        }
        field(colon);
        return foundEnd <= colon ? assigned.at(colon) : null;
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
        found.add(new Secret(from, secret.to(), secret.quote()));
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
