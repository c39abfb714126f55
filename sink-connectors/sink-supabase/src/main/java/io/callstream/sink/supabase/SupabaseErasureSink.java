package io.callstream.sink.supabase;

import com.fasterxml.jackson.databind.JsonNode;
import io.callstream.events.erasure.Subject;
import io.callstream.events.erasure.SubjectKind;
import io.callstream.sink.Delivery;
import io.callstream.sink.Erasure;
import io.callstream.sink.ErasureOutcome;
import io.callstream.sink.ErasureOutcomes;
import io.callstream.sink.EventSink;
import io.callstream.sink.http.Answer;
import io.callstream.sink.json.EventColumns;
import io.callstream.sink.json.JsonReader;
import io.callstream.sink.json.PostgresText;
import io.callstream.sink.json.Texts;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Removes the rows of a subject's calls, some calls at a time: the ids of a page are asked for, then their chunks are removed and then the
 * rows by which they were found.
 */
final class SupabaseErasureSink implements EventSink<Erasure> {
    private static final List<String> TABLES = List.of("chunks", "calls");

    private static final Delivery UNREADABLE = Delivery.retry("supabase_answer_unreadable");

    /** A policy keeps rows without a word. */
    private static final Delivery ROWS_STAY = Delivery.hold("supabase_rows_stay");

    private final SubjectRequests requests;
    private final ErasureOutcomes outcomes;

    SupabaseErasureSink(SubjectRequests requests, ErasureOutcomes outcomes) {
        this.requests = requests;
        this.outcomes = outcomes;
    }

    @Override
    public Delivery deliver(List<Erasure> batch) {
        for (Erasure erasure : batch) {
            Map<String, Long> removed = new TreeMap<>();
            TABLES.forEach(table -> removed.put(table, 0L));
            Delivery verdict = erase(erasure.subject(), removed);
            removed.forEach(
                    (table, rows) -> outcomes.add(erasure, ErasureOutcome.removed("table " + table, "rows", rows)));
            if (!(verdict instanceof Delivery.Delivered)) {
                return verdict;
            }
        }
        return Delivery.delivered();
    }

    private Delivery erase(Subject subject, Map<String, Long> removed) {
        String stored = stored(subject);
        if (subject.kind() == SubjectKind.CALL) {
            return remove(List.of(stored), removed);
        }
        List<String> before = List.of();
        while (true) {
            Answer answer = requests.find(subject.kind().column(), stored);
            Delivery found = ApiVerdict.of(answer);
            if (!(found instanceof Delivery.Delivered)) {
                return found;
            }
            Optional<List<String>> calls = ids(answer);
            if (calls.filter(List::isEmpty).isPresent()) {
                return Delivery.delivered();
            }
            if (calls.filter(before::equals).isPresent()) {
                return ROWS_STAY;
            }
            before = calls.orElse(List.of());
            Delivery gone = calls.map(page -> remove(page, removed)).orElse(UNREADABLE);
            if (!(gone instanceof Delivery.Delivered)) {
                return gone;
            }
        }
    }

    private Delivery remove(List<String> calls, Map<String, Long> removed) {
        for (String table : TABLES) {
            Answer answer = requests.remove(table, calls);
            Delivery verdict = ApiVerdict.of(answer);
            if (!(verdict instanceof Delivery.Delivered)) {
                return verdict;
            }
            removed.merge(table, SubjectRequests.count(answer), Long::sum);
        }
        return Delivery.delivered();
    }

    /** Empty unless the answer is a whole list of rows. */
    private static Optional<List<String>> ids(Answer answer) {
        return answer instanceof Answer.Replied replied
                ? JsonReader.tree(replied.body()).filter(JsonNode::isArray).map(SupabaseErasureSink::ids)
                : Optional.empty();
    }

    private static List<String> ids(JsonNode rows) {
        List<String> ids = new ArrayList<>();
        rows.forEach(row -> ids.add(row.path("call_id").asText()));
        return ids;
    }

    /** As the sink of calls stores it. */
    private static String stored(Subject subject) {
        PostgresText cleaning = new PostgresText();
        return Texts.wellFormed(
                EventColumns.INDEXED.contains(subject.kind().column())
                        ? cleaning.key(subject.value())
                        : cleaning.text(subject.value()));
    }

    @Override
    public void close() {
        requests.close();
    }
}
