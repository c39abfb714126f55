package io.callstream.gateway.redact;

/** Numbers of payment cards: 13 to 19 digits, in groups or not, whose check digit is right. */
final class CardFinder implements Finder {
    private static final String NAME = "card";
    private static final String SEPARATORS = " -.\u00a0";
    private static final int LEAST = 13;
    private static final int MOST = 19;

    @Override
    public void find(String text, Matches found) {
        DigitRun run = null;
        for (int at = DigitRun.nextGroup(text, 0); at < text.length(); at = DigitRun.nextGroup(text, at + 1)) {
            char first = text.charAt(at);
            if (first >= '2' && first <= '6') {
                run = run == null ? new DigitRun() : run;
                run.read(text, at, SEPARATORS, 1);
                find(text, run, found);
            }
        }
    }

    /** Only those that begin with the run's first digit: each later group begins a run of its own. */
    private static void find(String text, DigitRun run, Matches found) {
        for (int length = Math.min(MOST, run.count()); length >= LEAST; length--) {
            if (run.begins(length) && run.luhn(text, 0, length)) {
                found.add(run.place(0), run.place(length - 1) + 1, NAME);
                return;
            }
        }
    }
}
