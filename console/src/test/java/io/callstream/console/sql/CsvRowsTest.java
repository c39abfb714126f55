package io.callstream.console.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.callstream.console.web.WebException;
import io.callstream.sql.query.ResultColumn;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CsvRowsTest {
    private static final List<ResultColumn> COLUMNS = List.of(
            new ResultColumn("a \"name\"", "VARCHAR"),
            new ResultColumn("n", "BIGINT"),
            new ResultColumn("parts", "MAP(VARCHAR, VARCHAR)"));

    @TempDir
    Path folder;

    private static void write(java.io.Writer out) throws Exception {
        CsvRows rows = CsvRows.exact(out);
        rows.columns(COLUMNS);
        rows.row(Arrays.asList("it, \"said\"\nso", 1L, Map.of("k", "v")));
        rows.row(Arrays.asList("", null, null));
        rows.row(Arrays.asList(null, -2L, null));
    }

    @Test
    void fieldsAreQuotedAndNothingIsNotEmpty() throws Exception {
        StringWriter out = new StringWriter();
        write(out);
        assertThat(out.toString())
                .isEqualTo(
                        "\"a \"\"name\"\"\",\"n\",\"parts\"\r\n\"it, \"\"said\"\"\nso\",1,\"{\"\"k\"\":\"\"v\"\"}\"\r\n\"\",,\r\n,-2,\r\n");
    }

    @Test
    void whatPeopleOpenInASpreadsheetHasNoFormulas() throws Exception {
        StringWriter out = new StringWriter();
        CsvRows rows = CsvRows.forPeople(out);
        rows.columns(List.of(new ResultColumn("=a", "VARCHAR"), new ResultColumn("n", "BIGINT")));
        for (String text : List.of("=HYPERLINK(\"x\")", "+1", "-1", "@x", "\tx", "a=1")) {
            rows.row(Arrays.asList(text, -2L));
        }

        assertThat(out)
                .hasToString("\"'=a\",\"n\"\r\n\"'=HYPERLINK(\"\"x\"\")\",-2\r\n\"'+1\",-2\r\n\"'-1\",-2\r\n"
                        + "\"'@x\",-2\r\n\"'\tx\",-2\r\n\"a=1\",-2\r\n");
    }

    @Test
    void parquetHasTheSameRows() throws Exception {
        Path csv = folder.resolve("rows.csv");
        Path parquet = folder.resolve("rows.parquet");
        try (var out = Files.newBufferedWriter(csv)) {
            write(out);
        }
        ParquetFile.write(csv, COLUMNS, parquet);
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                var statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT * FROM read_parquet('" + parquet + "')")) {
            assertThat(rows.getMetaData().getColumnTypeName(2)).isEqualTo("BIGINT");
            rows.next();
            assertThat(rows.getString(1)).isEqualTo("it, \"said\"\nso");
            assertThat(rows.getLong(2)).isEqualTo(1);
            assertThat(rows.getString(3)).isEqualTo("{\"k\":\"v\"}");
            rows.next();
            assertThat(rows.getString(1)).isEmpty();
            assertThat(rows.getObject(2)).isNull();
            rows.next();
            assertThat(rows.getObject(1)).isNull();
        }
    }

    @Test
    void parquetHasNoNameTwice() throws Exception {
        Path csv = Files.writeString(folder.resolve("twice.csv"), "\"a\",\"A\",\"a_2\"\r\n1,2,3\r\n");
        Path parquet = folder.resolve("twice.parquet");
        ParquetFile.write(
                csv,
                List.of(
                        new ResultColumn("a", "INTEGER"),
                        new ResultColumn("A", "INTEGER"),
                        new ResultColumn("a_2", "INTEGER")),
                parquet);
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                var statement = connection.createStatement();
                ResultSet rows =
                        statement.executeQuery("SELECT a, \"A_2\", \"a_2_2\" FROM read_parquet('" + parquet + "')")) {
            rows.next();
            assertThat(List.of(rows.getInt(1), rows.getInt(2), rows.getInt(3))).containsExactly(1, 2, 3);
        }
    }

    @Test
    void whatParquetCannotHoldIsSaid() throws Exception {
        Path csv = Files.writeString(folder.resolve("wrong.csv"), "\"t\"\r\n\"+294247-01-10T04:00:54.775807\"\r\n");
        Path parquet = folder.resolve("wrong.parquet");
        assertThatThrownBy(() -> ParquetFile.write(csv, List.of(new ResultColumn("t", "TIMESTAMP")), parquet))
                .isInstanceOf(WebException.class)
                .hasMessageContaining("cannot be written as Parquet");
        assertThatThrownBy(() -> ParquetFile.write(csv, List.of(), parquet))
                .isInstanceOf(WebException.class)
                .hasMessageContaining("has no rows");
    }

    @Test
    void theExamplesAreThoseThatAreShipped() throws Exception {
        try (var files = Files.list(Path.of("..", "examples", "sql"))) {
            assertThat(files.map(file -> file.getFileName().toString()).filter(name -> name.endsWith(".sql")))
                    .containsExactlyInAnyOrderElementsOf(
                            Examples.NAMES.stream().map(name -> name + ".sql").toList());
        }
    }
}
