package io.callstream.sql.flink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.callstream.reader.time.TimeSpan;
import io.callstream.sql.query.QueryResult;
import io.callstream.sql.query.QuerySession;
import io.callstream.sql.query.SqlException;
import io.callstream.sql.query.SqlOptions;
import io.callstream.testing.events.SampleEvents;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Ctrl-C in the shell: it ends the statement, not the session. */
class CancelledStatementTest {
    @TempDir
    Path folder;

    @Test
    void aStatementThatIsCancelledEndsAndTheNextOneRuns() throws Exception {
        SqlOptions options =
                new SqlOptions(TimeSpan.ALL, 64L << 20, 2, Files.createDirectory(folder.resolve("spill")), false);
        try (EventStack stack = EventStack.start(folder);
                QuerySession session = stack.session(options)) {
            stack.topics().send(SampleEvents.stories(40));
            // 160,000 rows for each of the 40 calls: it would run for long.
            String endless =
                    "SELECT count(DISTINCT a.call_id || b.call_id || c.call_id || d.call_id) FROM pre_calls a, pre_calls b, pre_calls c, pre_calls d";
            try (QueryResult result = session.run(endless)) {
                session.cancel();

                assertThatThrownBy(result::next)
                        .isInstanceOf(SqlException.class)
                        .hasMessage("the statement was cancelled");
            }

            assertThat(Answers.rows(session, "SELECT count(*) FROM pre_calls")).containsExactly(List.of(40L));
        }
    }
}
