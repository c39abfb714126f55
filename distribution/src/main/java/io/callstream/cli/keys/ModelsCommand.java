package io.callstream.cli.keys;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.callstream.cli.problem.ExitCode;
import io.callstream.cli.problem.UserError;
import io.callstream.cli.text.Printable;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code callstream models ...}. */
@Command(
        name = "models",
        description = "Add, list and delete models of a running gateway, beside those of its configuration.",
        synopsisSubcommandLabel = "COMMAND")
public final class ModelsCommand {
    private static final ObjectMapper JSON = new ObjectMapper();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Command(name = "list", description = "List the models that are served, of the configuration and added.")
    int list(@Mixin GatewayAccess gateway) {
        JsonNode models = gateway.client().get("/model/info", Map.of()).path("data");
        out().printf("%-36s %-24s %-32s %-10s %s%n", "ID", "NAME", "MODEL", "FROM", "ADDRESS");
        models.forEach(this::line);
        return ExitCode.OK;
    }

    private void line(JsonNode model) {
        JsonNode info = model.path("model_info");
        JsonNode params = model.path("litellm_params");
        out().printf(
                        "%-36s %-24s %-32s %-10s %s%n",
                        text(info, "id"),
                        text(model, "model_name"),
                        text(params, "model"),
                        info.path("db_model").asBoolean() ? "added" : "file",
                        text(params, "api_base"));
    }

    private static String text(JsonNode in, String name) {
        return in.hasNonNull(name) ? Printable.of(in.get(name).asText()) : "-";
    }

    @Command(
            name = "add",
            description = {
                "Add a model and print its id; every gateway serves it within a second. It takes general_settings.store_model_in_db."
            })
    int add(
            @Mixin GatewayAccess gateway,
            @Parameters(paramLabel = "NAME", description = "Public name that clients ask for.") String name,
            @Option(
                            names = {"-p", "--param"},
                            required = true,
                            paramLabel = "KEY=VALUE",
                            description =
                                    "One of litellm_params, such as model=openai/gpt-4o or api_key=os.environ/OPENAI_API_KEY (a variable of"
                                            + " the gateway's); [...] and {...} are read as JSON.")
                    Map<String, String> params,
            @Option(
                            names = {"-i", "--info"},
                            paramLabel = "KEY=VALUE",
                            description = "One of model_info, such as id=large-1.")
                    @Nullable Map<String, String> info) {
        ObjectNode body = JSON.createObjectNode().put("model_name", name);
        body.set("litellm_params", object("--param", params));
        body.set("model_info", object("--info", info == null ? Map.of() : info));
        out().println(gateway.client().post("/model/new", body).path("model_id").asText());
        return ExitCode.OK;
    }

    private static ObjectNode object(String option, Map<String, String> values) {
        ObjectNode object = JSON.createObjectNode();
        new LinkedHashMap<>(values).forEach((key, value) -> object.set(key, value(option + " " + key, value)));
        return object;
    }

    private static JsonNode value(String option, String text) {
        if (!text.startsWith("[") && !text.startsWith("{")) {
            return TextNode.valueOf(text);
        }
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new UserError(option + ": its value begins like JSON and is none", e);
        }
    }

    @Command(name = "delete", description = "Delete a model that was added; calls that are under way end with it.")
    int delete(
            @Mixin GatewayAccess gateway,
            @Parameters(paramLabel = "ID", description = "Id of the model, as list shows it.") String id) {
        gateway.client().post("/model/delete", JSON.createObjectNode().put("id", id));
        out().println("deleted");
        return ExitCode.OK;
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }
}
