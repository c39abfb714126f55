package io.callstream.console.sql;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.callstream.console.web.Json;
import io.callstream.console.web.WebException;
import io.callstream.events.codec.RegistryClients;
import io.callstream.events.codec.RegistryWriterSchemas;
import io.callstream.events.codec.SchemaUnavailableException;
import io.callstream.sql.query.ResultColumn;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The process in which statements run: what one of them makes too large ends it and not the console, nor what else is in the console's
 * process. It reads what to do from its input, and ends when that does.
 */
public final class StatementProcess {
    private static final Logger log = LoggerFactory.getLogger(StatementProcess.class);

    private final DataOutputStream out;
    private final StatementRun runs;

    private StatementProcess(DataOutputStream out, StatementRun runs) {
        this.out = out;
        this.runs = runs;
    }

    public static void main(String[] arguments) throws IOException {
        DataInputStream in = new DataInputStream(System.in);
        DataOutputStream out = new DataOutputStream(new FileOutputStream(FileDescriptor.out));
        System.setOut(System.err); // what a library says must not stand among the answers
        EngineSetUp setUp = EngineSetUp.of(Frames.read(in).object());
        RegistryWriterSchemas schemas = new RegistryWriterSchemas(
                RegistryClients.connect(setUp.registry().url(), setUp.registry().properties()));
        Frames.write(out, Frames.OK, Json.bytes(Json.object()));
        BlockingQueue<ObjectNode> asked = new LinkedBlockingQueue<>();
        Thread running = new Thread(
                () -> new StatementProcess(out, new StatementRun(setUp, schemas)).serve(asked), "statements");
        running.setDaemon(true);
        running.start();
        listen(in, asked);
        Runtime.getRuntime().halt(0); // nobody waits for an answer any more
    }

    private static void listen(DataInputStream in, BlockingQueue<ObjectNode> asked) {
        try {
            while (true) {
                asked.add(Frames.read(in).object());
            }
        } catch (IOException e) {
            // the console has ended, or wants no more
        }
    }

    private void serve(BlockingQueue<ObjectNode> asked) {
        try {
            while (true) {
                answer(asked.take());
            }
        } catch (IOException | InterruptedException e) {
            Runtime.getRuntime().halt(1);
        }
    }

    private void answer(ObjectNode asked) throws IOException {
        try {
            Statement statement = Statement.of(asked);
            ObjectNode done = asked.hasNonNull("file")
                    ? file(
                            statement,
                            Path.of(asked.path("file").asText()),
                            asked.path("people").asBoolean())
                    : rows(statement);
            Frames.write(out, Frames.OK, Json.bytes(done));
        } catch (RuntimeException e) {
            WebException refused = refused(e);
            Frames.write(out, refused.status(), Json.bytes(Json.object().put("words", refused.words())));
        }
    }

    /** As the console says it of what fails in its own process. */
    static WebException refused(RuntimeException failure) {
        if (failure instanceof WebException said) {
            return said;
        }
        if (failure instanceof SchemaUnavailableException) {
            return new WebException(503, String.valueOf(failure.getMessage()));
        }
        log.warn("a statement could not be answered", failure);
        return new WebException(500, "this could not be answered; the log of the console says why");
    }

    private ObjectNode rows(Statement statement) throws IOException {
        JsonRows rows = new JsonRows(statement.limit() - 1);
        return rows.done(runs.run(statement, rows));
    }

    private ObjectNode file(Statement statement, Path file, boolean people) throws IOException {
        try (Writer writer = Files.newBufferedWriter(file, StandardCharsets.UTF_8)) {
            CsvRows rows = people ? CsvRows.forPeople(writer) : CsvRows.exact(writer);
            runs.run(statement, rows);
            ObjectNode json = Json.object();
            rows.columns()
                    .forEach(column -> json.withArray("columns")
                            .addObject()
                            .put("name", column.name())
                            .put("type", column.type()));
            return json;
        }
    }

    /** The columns that a file was written with. */
    static List<ResultColumn> columns(ObjectNode json) {
        List<ResultColumn> columns = new ArrayList<>();
        json.path("columns")
                .forEach(column -> columns.add(new ResultColumn(
                        column.path("name").asText(), column.path("type").asText())));
        return columns;
    }
}
