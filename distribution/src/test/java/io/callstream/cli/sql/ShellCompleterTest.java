package io.callstream.cli.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.callstream.sql.table.TableCatalogue;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import org.jline.reader.Candidate;
import org.jline.reader.EOFError;
import org.jline.reader.Parser.ParseContext;
import org.jline.reader.impl.LineReaderImpl;
import org.jline.terminal.impl.DumbTerminal;
import org.junit.jupiter.api.Test;

class ShellCompleterTest {
    private final ShellParser parser = new ShellParser();

    @Test
    void tablesColumnsAndWordsAreOffered() throws Exception {
        assertThat(offered("SELECT ")).contains("successes", "cost_nano_usd", "FROM", "gap_us");
    }

    @Test
    void onlyTheColumnsOfTheNamedTablesAreOffered() throws Exception {
        assertThat(offered("SELECT  FROM chunks WHERE "))
                .contains("gap_us", "model_group")
                .doesNotContain("cost_nano_usd");
    }

    @Test
    void aCommandIsCompletedAsOne() throws Exception {
        assertThat(offered("\\t")).contains("\\timing", "\\d", "\\q").doesNotContain("successes");
    }

    @Test
    void aStatementGoesOnUntilItsSemicolonAndACommandIsOneLine() {
        assertThatThrownBy(() -> parser.parse("SELECT ';'", 0, ParseContext.ACCEPT_LINE))
                .isInstanceOf(EOFError.class);
        assertThat(parser.parse("SELECT ';';", 0, ParseContext.ACCEPT_LINE).line())
                .isEqualTo("SELECT ';';");
        assertThat(parser.parse("\\d chunks", 0, ParseContext.ACCEPT_LINE).words())
                .containsExactly("\\d", "chunks");
    }

    private List<String> offered(String line) throws Exception {
        List<Candidate> candidates = new ArrayList<>();
        try (DumbTerminal terminal = new DumbTerminal(InputStream.nullInputStream(), OutputStream.nullOutputStream())) {
            new ShellCompleter(TableCatalogue.builtIn().tables())
                    .complete(
                            new LineReaderImpl(terminal),
                            parser.parse(line, line.length(), ParseContext.COMPLETE),
                            candidates);
        }
        return candidates.stream().map(Candidate::value).toList();
    }
}
