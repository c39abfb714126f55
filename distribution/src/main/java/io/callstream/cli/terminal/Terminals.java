package io.callstream.cli.terminal;

/**
 * Which of the standard streams are terminals, and how wide. Java 17 cannot tell them apart, so the launcher says it:
 * {@code callstream.terminals} names the numbers of those that are ({@code 012} for all), {@code callstream.columns} the width.
 *
 * @param input whether somebody types on the standard input
 * @param output whether somebody sees the standard output
 * @param error whether somebody sees the standard error
 * @param width columns of the terminal
 */
public record Terminals(boolean input, boolean output, boolean error, int width) {
    private static final int USUAL_WIDTH = 80;

    /** None of them is one. */
    public static final Terminals NONE = new Terminals(false, false, false, USUAL_WIDTH);

    /** Those of this process. */
    public static Terminals ofProcess() {
        String numbers = System.getProperty("callstream.terminals", "");
        int width = Integer.getInteger("callstream.columns", USUAL_WIDTH);
        return new Terminals(
                numbers.contains("0"), numbers.contains("1"), numbers.contains("2"), width > 0 ? width : USUAL_WIDTH);
    }
}
