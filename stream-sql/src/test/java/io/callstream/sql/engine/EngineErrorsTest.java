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
}
