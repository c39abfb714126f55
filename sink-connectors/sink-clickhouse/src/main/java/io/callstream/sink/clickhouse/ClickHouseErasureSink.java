package io.callstream.sink.clickhouse;

import io.callstream.sink.Delivery;
import io.callstream.sink.Erasure;
import io.callstream.sink.ErasureOutcome;
import io.callstream.sink.ErasureOutcomes;
import io.callstream.sink.EventSink;
import io.callstream.sink.http.Answer;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Removes a subject's chunks, then the calls by which they are found. A mutation that takes longer than the sink waits goes on at the server;
 * it is waited for before anything else is asked of its table.
 */
final class ClickHouseErasureSink implements EventSink<Erasure> {
    private static final List<String> TABLES = List.of("chunks", "calls");

    private final Server server;
    private final SubjectRows statements;
    private final ErasureOutcomes outcomes;
    /** Rows that a mutation was asked to remove which has not been seen done, by erasure and table. */
    private final Map<String, Long> asked = new TreeMap<>();

    ClickHouseErasureSink(Server server, SubjectRows statements, ErasureOutcomes outcomes) {
        this.server = server;
        this.statements = statements;
        this.outcomes = outcomes;
    }

    @Override
    public Delivery deliver(List<Erasure> batch) {
        for (Erasure erasure : batch) {
            for (String table : TABLES) {
                Delivery verdict = erase(erasure, table);
                if (!(verdict instanceof Delivery.Delivered)) {
                    return verdict;
                }
            }
        }
        return Delivery.delivered();
    }

    private synchronized Delivery erase(Erasure erasure, String table) {
        Counted running = counted(statements.running(table));
        if (!running.isZero()) {
            return running.number() > 0 ? Delivery.retry("clickhouse_mutation_running") : running.verdict();
        }
        Counted rows = counted(statements.count(table, erasure.subject()));
        return rows.verdict() instanceof Delivery.Delivered ? remove(erasure, table, rows.number()) : rows.verdict();
    }

    private Delivery remove(Erasure erasure, String table, long rows) {
        String key = erasure.eventId() + '/' + table;
        if (rows > 0) {
            asked.put(key, rows);
            Delivery removed = ServerVerdict.of(server.execute(statements.remove(table, erasure.subject())));
            if (!(removed instanceof Delivery.Delivered)) {
                return removed;
            }
        }
        Long gone = asked.remove(key);
        outcomes.add(erasure, ErasureOutcome.removed("table " + table, "rows", gone == null ? 0 : gone));
        return Delivery.delivered();
    }

    private record Counted(Delivery verdict, long number) {
        boolean isZero() {
            return verdict instanceof Delivery.Delivered && number == 0;
        }
    }

    private Counted counted(String sql) {
        Answer answer = server.execute(sql);
        Delivery verdict = ServerVerdict.of(answer);
        if (!(verdict instanceof Delivery.Delivered) || !(answer instanceof Answer.Replied replied)) {
            return new Counted(verdict, 0);
        }
        String text = replied.text().strip();
        return text.matches("\\d{1,18}")
                ? new Counted(verdict, Long.parseLong(text))
                : new Counted(Delivery.retry("clickhouse_answer_unreadable"), 0);
    }

    @Override
    public void close() {
        server.close();
    }
}
