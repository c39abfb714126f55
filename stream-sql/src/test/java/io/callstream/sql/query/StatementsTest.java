package io.callstream.sql.query;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class StatementsTest {
    @Test
    void statementsEndAtSemicolonsOutsideOfTextsNamesAndComments() {
        String text = """
            SELECT ';' AS "a;b" -- not; here
              , 'it''s; one' /* nor; here */ ;
            -- only a comment;
            SELECT $$x;y$$, $t$;$$;$t$;
            SELECT 3
            """;

        assertThat(Statements.split(text).all())
                .containsExactly(
                        "SELECT ';' AS \"a;b\" -- not; here\n  , 'it''s; one' /* nor; here */",
                        "-- only a comment;\nSELECT $$x;y$$, $t$;$$;$t$",
                        "SELECT 3");
    }

    @Test
    void whatHasNoSemicolonYetIsTheRest() {
        Statements.Split split = Statements.split("SELECT 1; SELECT 'open");

        assertThat(split.complete()).containsExactly("SELECT 1");
        assertThat(split.rest()).isEqualTo(" SELECT 'open");
    }

    @Test
    void nothingIsNoStatement() {
        assertThat(Statements.split(" ;; -- nothing\n").all()).isEqualTo(List.of());
    }
}
