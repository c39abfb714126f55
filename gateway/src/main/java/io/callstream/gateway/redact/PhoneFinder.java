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
                if (isNumber(text, from, run)) {
                    found.add(from, run.end(), NAME);
                    next = run.end();
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

    private static boolean isNumber(String text, int from, DigitRun run) {
        boolean zeros = text.startsWith("00", from);
        int digits = run.count() - (zeros ? 2 : 0);
        boolean international = text.charAt(from) == '+' || zeros;
        return international ? digits >= LEAST && digits <= MOST : isAmerican(run);
    }

    /** Ten digits as 3, 3 and 4, with or without a 1 in front. */
    private static boolean isAmerican(DigitRun run) {
        int first = run.count() - AMERICAN;
        if (first != 0 && first != 1) {
            return false;
        }
        for (int digit = 0; digit < AMERICAN; digit++) {
            boolean group = digit == 0 || digit == 3 || digit == 6;
            if (run.begins(first + digit) != group) {
                return false;
            }
        }
        return run.begins(run.count());
    }
}
