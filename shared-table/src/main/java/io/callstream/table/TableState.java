package io.callstream.table;

/**
 * How fresh a table is.
 *
 * @param current whether the topic has been read to its end since this process started; before that it is as the copy on disk says
 * @param trouble what keeps it from being read, as of the last try; empty when nothing does
 */
public record TableState(boolean current, String trouble) {
    static final TableState READING = new TableState(false, "");
    static final TableState CURRENT = new TableState(true, "");

    /** What was known stays known. */
    TableState failing(String why) {
        return new TableState(current, why);
    }
}
