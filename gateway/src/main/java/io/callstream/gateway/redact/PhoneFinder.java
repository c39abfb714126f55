package io.callstream.gateway.redact;

/** Telephone numbers: international ones with + or 00, and North American ones in their usual groups. */
final class PhoneFinder implements Finder {
    private static final String NAME = "phone";
    private static final String SEPARATORS = " -./()\u00a0";
    private static final int LEAST = 8;
    private static final int MOST = 15;
    private static final int AMERICAN = 10;

    @Override
    public void find(String text, Matches found) {
        DigitRun run = null;
        int at = DigitRun.nextGroup(text, 0);
        while (at < text.length()) {
            int from = beginning(text, at);
            int next = at + 1;
            if (from >= 0) {
                run = run == null ? new DigitRun() : run;
                run.read(text, at, SEPARATORS, 2);
                int digits = digits(text, from, run);
                if (digits > 0) {
                    next = run.place(digits - 1) + 1;
                    found.add(from, next, NAME);
                }
            }
            at = DigitRun.nextGroup(text, next);
        }
    }

    /** Where a number whose first digit stands there begins; negative when it is joined to something. */
    private static int beginning(String text, int digit) {
        char before = digit == 0 ? ' ' : text.charAt(digit - 1);
        int from = before == '+' || before == '(' ? digit - 1 : digit;
        if (before == '(' && from > 0 && text.charAt(from - 1) == '+') {
            from--;
        }
        return from > 0 && Character.isLetterOrDigit(text.charAt(from - 1)) ? -1 : from;
    }

    /** How many of the run's digits are a number; 0 when they are none. Other numbers may follow in the same run. */
    private static int digits(String text, int from, DigitRun run) {
        int zeros = text.startsWith("00", from) ? 2 : 0;
        if (zeros > 0 || text.charAt(from) == '+') {
            return international(text, run, zeros);
        }
        int american = AMERICAN + (run.begins(1) ? 1 : 0);
        return isAmerican(text, run, american - AMERICAN) && ends(text, run, american) ? american : 0;
    }

    /** No country's code begins with a zero. */
    private static int international(String text, DigitRun run, int zeros) {
        if (run.count() <= zeros || text.charAt(run.place(zeros)) == '0') {
            return 0;
        }
        int most = MOST + zeros;
        if (run.count() <= most) {
            return run.count() - zeros >= LEAST && run.begins(run.count()) ? run.count() : 0;
        }
        for (int digits = most; digits >= LEAST + zeros; digits--) {
            if (ends(text, run, digits)) {
                return digits;
            }
        }
        return 0;
    }

    /** Whether a number may end behind so many digits: a space or more than one sign stands before the next. */
    private static boolean ends(String text, DigitRun run, int digits) {
        if (digits >= run.count()) {
            return digits == run.count() && run.begins(digits);
        }
        int gap = run.place(digits) - run.place(digits - 1) - 1;
        char sign = text.charAt(run.place(digits - 1) + 1);
        return gap > 1 || gap == 1 && (sign == ' ' || sign == '\u00a0');
    }

    /** Ten digits as 3, 3 and 4, with or without a 1 in front; no area begins with 0 or 1. */
    private static boolean isAmerican(String text, DigitRun run, int first) {
        if (run.count() < first + AMERICAN || text.charAt(run.place(first)) < '2') {
            return false;
        }
        for (int digit = 0; digit < AMERICAN; digit++) {
            boolean group = digit == 0 || digit == 3 || digit == 6;
            if (run.begins(first + digit) != group) {
                return false;
            }
        }
        return true;
    }
}
