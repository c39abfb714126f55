package io.callstream.gateway.redact;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** International bank account numbers, in groups or not, whose check digits are right. */
final class IbanFinder implements Finder {
    private static final String NAME = "iban";
    private static final int LEAST = 15;
    private static final int MOST = 34;
    private static final int PRIME = 97;
    private static final int ENTRY = 4;

    /** How long the numbers of a country are; of another country, the longest is taken whose check digits are right. */
    private static final Map<String, Integer> LENGTHS = lengths(
            "AD24AE23AL28AT20AZ28BA20BE16BG22BH22BR29BY28CH21CR22CY28CZ24DE22DK18DO28EE20EG29ES24FI18FO18FR27GB22"
                    + "GE22GI23GL18GR27GT28HR21HU28IE22IL23IQ23IS26IT27JO30KW30KZ20LB28LC32LI21LT20LU20LV21LY25MC27MD24"
                    + "ME22MK19MR27MT31MU30NL18NO15PK24PL28PS29PT25QA29RO24RS22SA24SC31SE24SI19SK24SM27ST25SV28TL23TN24"
                    + "TR26UA29VA22VG24XK20");

    private static Map<String, Integer> lengths(String table) {
        Map<String, Integer> lengths = new HashMap<>();
        for (int at = 0; at < table.length(); at += ENTRY) {
            lengths.put(table.substring(at, at + 2), Integer.valueOf(table.substring(at + 2, at + ENTRY)));
        }
        return Map.copyOf(lengths);
    }

    @Override
    public void find(String text, Matches found) {
        int digit = DigitRun.nextGroup(text, 2);
        while (digit < text.length()) {
            int next = digit + 1;
            if (begins(text, digit - 2)) {
                int end = end(text, digit - 2);
                if (end > 0) {
                    found.add(digit - 2, end, NAME);
                    next = end;
                }
            }
            digit = DigitRun.nextGroup(text, next);
        }
    }

    /** Two letters, in front of a digit, and another digit; nothing is joined to them. */
    private static boolean begins(String text, int at) {
        return at >= 0
                && isLetter(text.charAt(at + 1))
                && isLetter(text.charAt(at))
                && DigitRun.isDigit(text, at + 3)
                && (at == 0 || !Character.isLetterOrDigit(text.charAt(at - 1)));
    }

    /** Index behind the longest one that begins there; negative when there is none. */
    private static int end(String text, int from) {
        Integer known = LENGTHS.get(text.substring(from, from + 2).toUpperCase(Locale.ROOT));
        int most = known == null ? MOST : known;
        int least = known == null ? LEAST : known;
        int rest = 0;
        int length = 0;
        int end = -1;
        boolean gap = false;
        for (int at = from; at < text.length() && length < most; at++) {
            char c = text.charAt(at);
            if (!isLetter(c) && !DigitRun.isDigit(c)) {
                if (gap || c != ' ' && c != '-' && c != '\u00a0') {
                    break;
                }
                gap = true;
                continue;
            }
            gap = false;
            rest = length++ < 4 ? 0 : append(rest, c);
            if (length >= least && checks(rest, text, from)) {
                end = at + 1;
            }
        }
        return end;
    }

    /** The country and check digits count behind the rest. */
    private static boolean checks(int rest, String text, int from) {
        int sum = rest;
        for (int i = 0; i < 4; i++) {
            sum = append(sum, text.charAt(from + i));
        }
        return sum == 1;
    }

    /** Letters stand for 10 to 35. */
    private static int append(int sum, char c) {
        return DigitRun.isDigit(c)
                ? (sum * 10 + c - '0') % PRIME
                : (sum * 100 + Character.toUpperCase(c) - 'A' + 10) % PRIME;
    }

    private static boolean isLetter(char c) {
        return c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z';
    }
}
