package io.callstream.sql.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.callstream.sql.query.SqlException;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

class EngineErrorsTest {
    @Test
    void theEnginesWordsBecomeOneLineWithPlaceAndSuggestion() {
        SqlException error = EngineErrors.of(new SQLException("""
            Binder Error: Referenced column "modle" not found in FROM clause!
            Candidate bindings: "model", "model_group"

            LINE 2:   modle FROM successes
                      ^"""));

        assertThat(error)
                .hasMessage(
                        "Referenced column \"modle\" not found in FROM clause (line 2, column 3); did you mean model?");
        assertThat(error.marked()).contains("  modle FROM successes\n  ^");
    }

    @Test
    void tracesOfStacksAreLeftOut() {
        assertThat(
                        EngineErrors.of(
                                new SQLException(
                                        "Invalid Input Error: java.lang.IllegalStateException: no\n\tat io.callstream.X.y(X.java:1)\n")))
                .hasMessage("java.lang.IllegalStateException: no");
    }

    @Test
    void whatHasNoPlaceIsSaidAsItIs() {
        assertThat(EngineErrors.of(new SQLException("IO Error: no room on the disk"))
                        .getMessage())
                .isEqualTo("no room on the disk");
    }

    @Test
    void whoseMemoryIsFullIsToldWhatHelps() {
        assertThat(EngineErrors.of(new SQLException("Out of Memory Error: failed to allocate 1.0 GiB"))
                        .getMessage())
                .isEqualTo("failed to allocate 1.0 GiB (the engine's memory is full: fewer or shorter columns help,"
                        + " no ORDER BY over long texts, a shorter time, or more memory)");
    }

    @Test
    void whoseTemporaryFolderIsFullIsToldThat() {
        assertThat(EngineErrors.of(
                                new SQLException(
                                        "Out of Memory Error: failed to offload data block of size 256.0 KiB (704.0 KiB/921.5 KiB used).\nmore"))
                        .getMessage())
                .isEqualTo(
                        "failed to offload data block of size 256.0 KiB (704.0 KiB/921.5 KiB used)"
                                + " (the temporary folder has no more room: another folder with --temp-dir, or less to sort and group)");
    }
}
