package io.callstream.cli.keys;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.callstream.cli.problem.ExitCode;
import io.callstream.cli.text.Printable;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code callstream keys ...}. */
@Command(
        name = "keys",
        description = "Make, change, list and revoke the keys of a running gateway; take them over from LiteLLM.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = ImportCommand.class)
public final class KeysCommand {
    private static final String KEY = "key";
    private static final int PAGE = 100;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Command(
            name = "generate",
            description = {"Make a key and print it. It is shown this once: the gateway keeps its hash only."})
    int generate(@Mixin GatewayAccess gateway, @Mixin KeyFields fields) {
        out().println(gateway.client()
                .post("/key/generate", fields.body())
                .path(KEY)
                .asText());
        return ExitCode.OK;
    }

    @Command(name = "list", description = "List keys.")
    int list(
            @Mixin GatewayAccess gateway,
            @Option(names = "--team", paramLabel = "ID", description = "Only this team's.") @Nullable String team,
            @Option(names = "--user", paramLabel = "ID", description = "Only this user's.") @Nullable String user) {
        Map<String, String> query = new LinkedHashMap<>();
        query.put("return_full_object", "true");
        query.put("size", Integer.toString(PAGE));
        if (team != null) {
            query.put("team_id", team);
        }
        if (user != null) {
            query.put("user_id", user);
        }
        GatewayClient client = gateway.client();
        long pages = 1;
        for (long page = 1; page <= pages; page++) {
            query.put("page", Long.toString(page));
            JsonNode answer = client.get("/key/list", query);
            if (page == 1) {
                out().printf("%-64s %-14s %-20s %-20s %-20s %s%n", "HASH", "KEY", "ALIAS", "TEAM", "USER", "SPENT");
            }
            answer.path("keys").forEach(this::line);
            pages = answer.path("total_pages").asLong();
        }
        return ExitCode.OK;
    }

    private void line(JsonNode key) {
        out().printf(
                        "%-64s %-14s %-20s %-20s %-20s %s%s%n",
                        text(key, "token"),
                        text(key, "key_name"),
                        text(key, "key_alias"),
                        text(key, "team_id"),
                        text(key, "user_id"),
                        text(key, "spend"),
                        key.path("blocked").asBoolean() ? " blocked" : "");
    }

    private static String text(JsonNode key, String name) {
        return key.hasNonNull(name) ? Printable.of(key.get(name).asText()) : "-";
    }

    @Command(name = "info", description = "Show a key, by itself or by its hash, as JSON.")
    int info(@Mixin GatewayAccess gateway, @Parameters(paramLabel = "KEY", description = "Key or hash.") String key) {
        out().println(gateway.client()
                .get("/key/info", Map.of(KEY, key))
                .path("info")
                .toPrettyString());
        return ExitCode.OK;
    }

    @Command(name = "update", description = "Change what a key may do; what is not named stays.")
    int update(
            @Mixin GatewayAccess gateway,
            @Parameters(paramLabel = "KEY", description = "Key or hash.") String key,
            @Mixin KeyFields fields) {
        ObjectNode body = fields.body();
        body.put(KEY, key);
        gateway.client().post("/key/update", body);
        return done("updated");
    }

    @Command(name = "block", description = "Refuse calls with a key until it is unblocked.")
    int block(@Mixin GatewayAccess gateway, @Parameters(paramLabel = "KEY", description = "Key or hash.") String key) {
        gateway.client().post("/key/block", named(key));
        return done("blocked");
    }

    @Command(name = "unblock", description = "Take calls with a blocked key again.")
    int unblock(
            @Mixin GatewayAccess gateway, @Parameters(paramLabel = "KEY", description = "Key or hash.") String key) {
        gateway.client().post("/key/unblock", named(key));
        return done("unblocked");
    }

    @Command(name = "regenerate", description = "Replace a key by a new one that may do the same, and print it.")
    int regenerate(
            @Mixin GatewayAccess gateway, @Parameters(paramLabel = "KEY", description = "Key or hash.") String key) {
        out().println(gateway.client()
                .post("/key/regenerate", named(key))
                .path(KEY)
                .asText());
        return ExitCode.OK;
    }

    @Command(name = "delete", description = "Revoke keys, on every gateway within a second.")
    int delete(
            @Mixin GatewayAccess gateway,
            @Parameters(paramLabel = "KEY", arity = "1..*", description = "Keys or hashes.") List<String> keys) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        keys.forEach(body.putArray("keys")::add);
        gateway.client().post("/key/delete", body);
        return done("deleted");
    }

    private int done(String what) {
        out().println(what);
        return ExitCode.OK;
    }

    private static ObjectNode named(String key) {
        return JsonNodeFactory.instance.objectNode().put(KEY, key);
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }
}
