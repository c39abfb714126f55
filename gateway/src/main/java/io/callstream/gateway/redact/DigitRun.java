package io.callstream.gateway.redact;

/**
 * Digits of a text that belong together: in groups with single separators between them. Positions in the text are kept, so
 * that what is found among the digits can be taken out of the text. For one thread.
 */
final class DigitRun {
    private static final int LONGEST = 64;

    private final int[] places = new int[LONGEST];
    private final boolean[] begins = new boolean[LONGEST + 1];
    private int count;

    /**
     * Reads the run that begins with a digit.
     *
     * @param separators that may stand between two groups
     * @param most separators in a row
     */
    void read(String text, int from, String separators, int most) {
        count = 0;
        boolean group = true;
        int gap = 0;
        int at = from;
        for (; at < text.length() && count < LONGEST; at++) {
            char c = text.charAt(at);
            if (isDigit(c)) {
                begins[count] = group;
                places[count++] = at;
                group = false;
                gap = 0;
            } else if (gap < most && separators.indexOf(c) >= 0) {
                group = true;
                gap++;
            } else {
                break;
            }
        }
        begins[count] = count == 0 || !isDigit(text, places[count - 1] + 1);
    }

    /** How many digits. */
    int count() {
        return count;
    }

    /** Index in the text of a digit. */
    int place(int digit) {
        return places[digit];
    }

    /** Whether a group begins with this digit, or the run has ended before it. */
    boolean begins(int digit) {
        return begins[digit];
    }

    /** Whether digits pass Luhn's check. */
    boolean luhn(String text, int first, int length) {
        int sum = 0;
        for (int i = 0; i < length; i++) {
            int digit = text.charAt(places[first + length - 1 - i]) - '0';
            int doubled = i % 2 == 0 ? digit : 2 * digit;
            sum += doubled > 9 ? doubled - 9 : doubled;
        }
        return sum % 10 == 0;
    }

    /** Index of the next digit that no digit stands before; the text's length when there is none. */
    static int nextGroup(String text, int from) {
        int at = from;
        boolean inside = isDigit(text, from - 1);
        for (; at < text.length(); at++) {
            boolean digit = isDigit(text.charAt(at));
            if (digit && !inside) {
                return at;
            }
            inside = digit;
        }
        return at;
    }

    static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    static boolean isDigit(String text, int at) {
        return at >= 0 && at < text.length() && isDigit(text.charAt(at));
    }
}
