package io.callstream.sql.flink;

import static org.assertj.core.api.Assertions.assertThat;

import io.callstream.events.ErasureKind;
import io.callstream.events.erasure.Subject;
import io.callstream.events.erasure.SubjectKind;
import io.callstream.reader.time.TimeSpan;
import io.callstream.sql.query.QuerySession;
import io.callstream.sql.query.SqlOptions;
import io.callstream.testing.events.SampleCall;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who asks in Flink sees as little of an erased subject as who asks in DuckDB. */
class ErasedSubjectsOnFlinkTest {
    private static final byte[] REQUEST = {1};

    @TempDir
    private Path folder;

    @Test
    void theCallOfAnErasedSubjectIsLeftOutAndCounted() throws Exception {
        SampleCall erased = SampleCall.number(1);
        SqlOptions options =
                new SqlOptions(TimeSpan.ALL, 64L << 20, 2, Files.createDirectory(folder.resolve("spill")), false);
        try (EventStack stack = EventStack.start(folder)) {
            stack.topics().create(List.of(ErasureKind.ERASURE.topic()));
            stack.topics().send(List.of(erased.success(), SampleCall.number(2).success()));
            stack.topics()
                    .send(
                            ErasureKind.ERASURE.topic(),
                            new Subject(SubjectKind.CALL, erased.success().getCallId()).key(),
                            REQUEST,
                            Map.of());
            stack.topics().flush();
            try (QuerySession session = stack.session(options)) {
                assertThat(Answers.rows(session, "SELECT call_id FROM successes"))
                        .hasSize(1)
                        .allSatisfy(row -> assertThat(row.toString())
                                .contains(SampleCall.number(2).success().getCallId()));
                assertThat(session.monitor().erasedCount()).isEqualTo(1);
            }
        }
    }
}
