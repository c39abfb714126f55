package io.callstream.sql.flink;

import io.callstream.sql.query.QueryResult;
import io.callstream.sql.query.QuerySession;
import io.callstream.sql.query.ResultColumn;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What statements give, as texts. */
final class Answers {
    private Answers() {}

    static List<List<@Nullable Object>> rows(QuerySession session, String statement) {
        List<List<@Nullable Object>> rows = new ArrayList<>();
        try (QueryResult result = session.run(statement)) {
            for (Optional<List<@Nullable Object>> row = result.next(); row.isPresent(); row = result.next()) {
                rows.add(row.get());
            }
        }
        return rows;
    }

    /** With a head, as the files beside the examples have it. */
    static String csv(QuerySession session, String statement) {
        StringBuilder csv = new StringBuilder();
        try (QueryResult result = session.run(statement)) {
            csv.append(result.columns().stream().map(ResultColumn::name).collect(Collectors.joining(",")))
                    .append('\n');
            for (Optional<List<@Nullable Object>> row = result.next(); row.isPresent(); row = result.next()) {
                csv.append(row.get().stream().map(String::valueOf).collect(Collectors.joining(",")))
                        .append('\n');
            }
        }
        return csv.toString();
    }
}
