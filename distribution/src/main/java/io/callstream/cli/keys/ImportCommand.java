package io.callstream.cli.keys;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.callstream.cli.problem.ExitCode;
import io.callstream.cli.text.Printable;
import java.io.PrintWriter;
import java.time.Clock;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code callstream keys import}. */
@Command(
        name = "import",
        description = {
            "Take keys, teams, users, customers, budgets and spending over from a LiteLLM database.",
            "Keys go on working: LiteLLM keeps their hashes, and so does the gateway. What is there already stays as it is,"
                    + " so that it can be run again."
        })
final class ImportCommand implements Callable<Integer> {
    private static final int PORTION = 300;
    private static final int PORTION_BYTES = 700_000;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private GatewayAccess gateway = new GatewayAccess();

    @Option(
            names = "--from-postgres",
            required = true,
            paramLabel = "URL",
            description = "LiteLLM's DATABASE_URL: postgresql://USER:PASSWORD@HOST:PORT/DATABASE. It is read only.")
    private String url = "";

    @Option(names = "--dry-run", description = "Check everything and write nothing.")
    private boolean dryRun;

    @Option(names = "--replace", description = "Overwrite what is there already, spending included.")
    private boolean replace;

    private final Map<String, Long> read = new TreeMap<>();
    private ObjectNode portion = JsonNodeFactory.instance.objectNode();
    private int bytes;
    private long written;
    private long kept;
    private long problems;

    @Override
    public Integer call() {
        GatewayClient client = gateway.client();
        try (LitellmDatabase database = LitellmDatabase.open(url)) {
            LitellmEntities entities =
                    new LitellmEntities(database, Clock.systemUTC().instant());
            entities.each(entity -> take(client, entity));
            send(client);
            out().println("read: " + read + ", left out: " + entities.left()
                    + " keys that have expired or are sessions of LiteLLM's console");
            if (!entities.notApplied().isEmpty()) {
                out().println("kept, and without effect here: " + entities.notApplied());
            }
        }
        out().println((dryRun ? "would be written: " : "written: ") + written + ", there already: " + kept
                + ", refused: " + problems);
        return problems == 0 ? ExitCode.OK : ExitCode.FAILED;
    }

    private void take(GatewayClient client, ObjectNode entity) {
        int size = entity.toString().length();
        if (portion.path("entities").size() >= PORTION || bytes + size > PORTION_BYTES) {
            send(client);
        }
        portion.withArray("/entities").add(entity);
        bytes += size;
        read.merge(entity.path("kind").asText(), 1L, Long::sum);
    }

    private void send(GatewayClient client) {
        if (portion.path("entities").isEmpty()) {
            return;
        }
        portion.put("dry_run", dryRun).put("replace", replace);
        JsonNode answer = client.post("/callstream/import", portion);
        written += answer.path("written").asLong();
        kept += answer.path("kept").asLong();
        answer.path("problems").forEach(this::problem);
        portion = JsonNodeFactory.instance.objectNode();
        bytes = 0;
    }

    private void problem(JsonNode problem) {
        problems++;
        spec.commandLine()
                .getErr()
                .println("callstream: " + problem.path("kind").asText() + " "
                        + Printable.of(problem.path("id").asText()) + ": "
                        + Printable.of(problem.path("message").asText()));
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }
}
