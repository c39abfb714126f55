package io.callstream.sink.clickhouse;

import io.callstream.events.erasure.Subject;
import io.callstream.events.erasure.SubjectKind;
import io.callstream.sink.json.Texts;

/**
 * The statements that remove a subject's rows. They are mutations, which write the parts anew: a lightweight {@code DELETE} would only mark
 * rows, and leave what was said on the disk until the server merges.
 *
 * @param database where the tables are
 * @see <a href="https://clickhouse.com/docs/sql-reference/statements/alter/delete">ClickHouse: ALTER TABLE ... DELETE</a>
 */
record SubjectRows(String database) {
    /** The answer comes when all is done. On replicated tables the second lets the rows of chunks be found by their calls. */
    private static final String SETTINGS = " SETTINGS mutations_sync = 2, allow_nondeterministic_mutations = 1";

    private static final String TEXT = " FORMAT TabSeparated";

    String count(String table, Subject subject) {
        return "SELECT count() FROM " + name(table) + where(table, subject) + TEXT;
    }

    /** Counts mutations of the table that are not done, by whomever. */
    String running(String table) {
        return "SELECT count() FROM system.mutations WHERE database = '" + database + "' AND table = '" + table
                + "' AND NOT is_done" + TEXT;
    }

    String remove(String table, Subject subject) {
        return "ALTER TABLE " + name(table) + " DELETE" + where(table, subject) + SETTINGS;
    }

    private String where(String table, Subject subject) {
        String column = subject.kind().column();
        String condition = column + " = '" + escaped(Texts.wellFormed(subject.value())) + "'";
        return table.equals("chunks") && subject.kind() != SubjectKind.CALL
                ? " WHERE call_id IN (SELECT call_id FROM " + name("calls") + " WHERE " + condition + ")"
                : " WHERE " + condition;
    }

    private String name(String table) {
        return database + "." + table;
    }

    private static String escaped(String value) {
        return value.replace("\\", "\\\\").replace("'", "\\'").replace("\0", "\\0");
    }
}
