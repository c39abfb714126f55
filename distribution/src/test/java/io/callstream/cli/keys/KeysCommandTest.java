package io.callstream.cli.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.callstream.cli.Main;
import io.callstream.gateway.Gateway;
import io.callstream.gateway.GatewayOptions;
import io.callstream.gateway.config.GatewayConfig;
import io.callstream.settings.ConfigFile;
import io.callstream.settings.Problems;
import io.callstream.stack.kafka.KafkaBroker;
import io.callstream.stack.kafka.KafkaOptions;
import io.callstream.stack.postgres.PostgresOptions;
import io.callstream.stack.postgres.PostgresServer;
import io.callstream.testing.provider.SimulatedProvider;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** {@code callstream keys} against two gateways that share a real broker, and a real PostgreSQL with LiteLLM's tables. */
class KeysCommandTest {
    private static final String MASTER = "sk-master-of-this-test";
    private static final Duration SOON = Duration.ofSeconds(60);

    /** What the product promises; the machine of a test may be slower than that. */
    private static final Duration REVOKED_WITHIN = Duration.ofSeconds(1);

    @TempDir
    static Path folder;

    private static final List<Gateway> gateways = new ArrayList<>();
    private static KafkaBroker kafka;
    private static PostgresServer postgres;
    private static SimulatedProvider provider;
    private static Gateway one;
    private static Gateway other;

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @BeforeAll
    static void start() throws Exception {
        kafka = KafkaBroker.start(KafkaOptions.in(folder.resolve("kafka")));
        postgres = PostgresServer.start(PostgresOptions.in(folder.resolve("postgres")));
        provider = SimulatedProvider.start();
        one = gateway("one", kafka.bootstrapServers());
        other = gateway("other", kafka.bootstrapServers());
        byte[] sql = Objects.requireNonNull(KeysCommandTest.class.getResourceAsStream("litellm.sql"))
                .readAllBytes();
        try (Connection database =
                        DriverManager.getConnection(postgres.jdbcUrl(), postgres.user(), postgres.password());
                Statement statement = database.createStatement()) {
            statement.execute(new String(sql, StandardCharsets.UTF_8));
        }
    }

    @AfterAll
    static void stop() {
        gateways.parallelStream().forEach(Gateway::close); // each waits for a registry that is not there
        provider.close();
        postgres.close();
        kafka.close();
    }

    private static Gateway gateway(String name, String servers) {
        Problems problems = new Problems();
        GatewayConfig config = GatewayConfig.read(
                new ConfigFile(variable -> Optional.empty())
                        .parse("""
            model_list:
              - {model_name: m, litellm_params: {model: openai/sim-text, api_base: "%s", api_key: sk-p, num_retries: 0}}
            general_settings: {master_key: %s, store_model_in_db: true}
            callstream:
              server: {host: 127.0.0.1, drain_timeout: 0s, event_loops: 1}
              kafka: {bootstrap_servers: "%s", partitions: 1, properties: {default.api.timeout.ms: "5000"}}
              schema_registry: {url: "http://127.0.0.1:1"}
            """.formatted(provider.apiBase(), MASTER, servers), "test.yaml", problems),
                variable -> Optional.empty());
        problems.throwIfAny();
        Gateway gateway =
                Gateway.start(GatewayOptions.of(config, folder.resolve(name)).withPort(0));
        gateways.add(gateway);
        return gateway;
    }

    @Test
    void aKeyIsMadeOnOneGatewayWorksOnTheOtherAndIsRevokedOnBothWithinASecond() {
        String key = run("keys", "generate", "--alias", "both", "--models", "m")
                .out()
                .strip();
        await().atMost(SOON).until(() -> call(other, key) == 200);
        assertThat(call(one, key)).isEqualTo(200);

        assertThat(run("keys", "delete", key).code()).isZero();

        assertThat(call(one, key)).isEqualTo(401);
        await().atMost(REVOKED_WITHIN).pollInterval(Duration.ofMillis(20)).until(() -> call(other, key) == 401);
    }

    @Test
    void keysAreShownChangedBlockedAndMadeAnew() throws Exception {
        String key = run("keys", "generate", "--alias", "life", "--rpm", "100", "--set", "metadata={\"a\":1}")
                .out()
                .strip();

        assertThat(run("keys", "list").out()).contains("life");
        assertThat(run("keys", "update", key, "--max-budget", "2.5", "--set", "rpm_limit=null")
                        .code())
                .isZero();
        JsonNode info = new ObjectMapper().readTree(run("keys", "info", key).out());
        assertThat(info.path("max_budget").asDouble()).isEqualTo(2.5);
        assertThat(info.path("rpm_limit").isNull()).isTrue();
        assertThat(info.path("metadata").path("a").asInt()).isEqualTo(1);
        run("keys", "block", key);
        assertThat(call(one, key)).isEqualTo(401);
        run("keys", "unblock", key);
        assertThat(call(one, key)).isEqualTo(200);
        String fresh = run("keys", "regenerate", key).out().strip();
        assertThat(call(one, key)).isEqualTo(401);
        assertThat(call(one, fresh)).isEqualTo(200);
    }

    @Test
    void aGatewayThatStartsWithoutKafkaKnowsTheKeys() {
        Gateway before = gateway("third", kafka.bootstrapServers());
        String key = run("keys", "generate", "--alias", "kept").out().strip();
        await().atMost(SOON).until(() -> call(before, key) == 200);
        before.close();

        Gateway after = gateway("third", "127.0.0.1:1");

        assertThat(call(after, key)).isEqualTo(200);
        assertThat(call(after, "sk-unknown")).isEqualTo(401);
    }

    @Test
    void aModelIsAddedOnOneGatewayServedByTheOtherAndGoneFromBoth() {
        String id = run("models", "add", "fresh", "-p", "model=openai/sim-text", "-p", "api_base=" + provider.apiBase())
                .out()
                .strip();
        await().atMost(SOON).until(() -> called(other, "fresh") == 200);
        assertThat(called(one, "fresh")).isEqualTo(200);
        assertThat(run("models", "list").out()).contains(id, "fresh", "added", "file");

        assertThat(run("models", "delete", id).out()).contains("deleted");

        assertThat(called(one, "fresh")).isEqualTo(404);
        await().atMost(SOON).until(() -> called(other, "fresh") == 404);
        assertThat(run("models", "delete", id).err()).contains("not found");
        assertThat(run("models", "add", "fresh", "-p", "model=openai/m", "-p", "api_base=nowhere")
                        .err())
                .contains("litellm_params.api_base");
    }

    @Test
    void aGatewayThatStartsWithoutKafkaKnowsTheModels() {
        Gateway before = gateway("fourth", kafka.bootstrapServers());
        run("models", "add", "lasting", "-p", "model=openai/sim-text", "-p", "api_base=" + provider.apiBase());
        await().atMost(SOON).until(() -> called(before, "lasting") == 200);
        before.close();

        Gateway after = gateway("fourth", "127.0.0.1:1");

        assertThat(called(after, "lasting")).isEqualTo(200);
    }

    @Test
    void whatLitellmKeepsIsTakenOverOnceAndWhatCannotBeIsNamed() throws Exception {
        URI jdbc = URI.create(postgres.jdbcUrl().substring("jdbc:".length()));
        String url = "postgresql://" + postgres.user() + ":" + postgres.password() + "@" + jdbc.getAuthority()
                + jdbc.getPath() + "?schema=public";

        Ran tried = run("keys", "import", "--from-postgres", url, "--dry-run");
        assertThat(tried.out()).contains("would be written: 11").contains("left out: 2 keys");
        assertThat(call(one, "sk-of-litellm")).isEqualTo(401);
        Ran taken = run("keys", "import", "--from-postgres", url);

        assertThat(taken.out()).contains("written: 11, there already: 0, refused: 1");
        assertThat(taken.err()).contains("team broken").contains("rpm_limit");
        assertThat(taken.code()).isEqualTo(1);
        assertThat(taken.out() + taken.err()).doesNotContain(postgres.password());
        assertThat(call(one, "sk-of-litellm")).isEqualTo(200);
        assertThat(call(one, "sk-later")).isEqualTo(200);
        assertThat(call(one, "sk-expired")).isEqualTo(401);
        assertThat(call(one, "sk-grouped")).as("by a group's models").isEqualTo(200);
        assertThat(call(one, "sk-before")).as("until it is revoked").isEqualTo(200);
        assertThat(call(one, "sk-long-gone")).isEqualTo(401);
        assertThat(taken.out()).contains("without effect here: {tpd_limit of a key=1}");
        assertThat(call(one, "sk-console")).isEqualTo(401);
        assertThat(ask(one, "sk-of-litellm", body("best", "ann")).statusCode()).isEqualTo(200);
        assertThat(ask(one, "sk-of-litellm", body("m", "eve")).statusCode()).isEqualTo(401);
        String key = run("keys", "info", "sk-of-litellm").out();
        assertThat(new ObjectMapper().readTree(key).path("spend").asDouble()).isEqualTo(1.75);
        assertThat(key).contains("\"key_alias\" : \"ci\"", "\"team_id\" : \"core\"", "\"rotation_count\" : 0");
        String team = get("/team/info?team_id=core");
        assertThat(team)
                .contains("\"spend\":12.5", "\"max_budget_in_team\":3", "\"budget_duration\":\"7d\"", "\"spend\":0.75");
        assertThat(get("/organization/info?organization_id=acme"))
                .contains("\"spend\":0.5", "\"max_budget\":2.5", "\"user_role\":\"internal_user\"", "\"max_budget\":3")
                .contains("\"team_id\":\"core\"");
        assertThat(get("/tag/list")).contains("\"description\":\"of the shop\"");
        assertThat(get("/user/info?user_id=ann"))
                .contains("\"organizations\":[\"acme\"]")
                .doesNotContain("scrypt");
        assertThat(run("keys", "import", "--from-postgres", url).out())
                .contains("written: 0, there already: 11, refused: 1");
    }

    @Test
    void wrongUsageIsOneClearLine() {
        assertThat(run("keys", "info", "sk-nobody").err()).contains("Key not found");
        assertThat(run("keys", "info", "sk-nobody").code()).isEqualTo(2);
        assertThat(run("keys", "generate", "--set", "metadata={").err()).contains("--set metadata");
        assertThat(run("keys", "import", "--from-postgres", "mysql://u:secret@h/d")
                        .err())
                .contains("--from-postgres")
                .doesNotContain("secret");
        assertThat(run("keys", "generate", "--url", "http://127.0.0.1:1").err()).contains("does not answer");
        for (String what : List.of("keys", "models")) {
            Ran list = run(what, "list", "--url", "http://127.0.0.1:1");
            assertThat(list.err()).contains("does not answer");
            assertThat(list.out()).as("nothing, where there is no list").isEmpty();
        }
    }

    private int called(Gateway gateway, String model) {
        return ask(gateway, MASTER, body(model, "someone")).statusCode();
    }

    private int call(Gateway gateway, String key) {
        return ask(gateway, key, body("m", "someone")).statusCode();
    }

    private static String body(String model, String user) {
        return "{\"model\":\"" + model + "\",\"user\":\"" + user
                + "\",\"messages\":[{\"role\":\"user\",\"content\":\"x\"}]}";
    }

    private HttpResponse<String> ask(Gateway gateway, String key, String body) {
        return send(HttpRequest.newBuilder(gateway.url().resolve("/v1/chat/completions"))
                .header("Authorization", "Bearer " + key)
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build());
    }

    private String get(String path) {
        return send(HttpRequest.newBuilder(one.url().resolve(path))
                        .header("Authorization", "Bearer " + MASTER)
                        .build())
                .body();
    }

    private HttpResponse<String> send(HttpRequest request) {
        try {
            return http.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private record Ran(int code, String out, String err) {}

    private static Ran run(String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        if (!all.contains("--url")) {
            all.add("--url");
            all.add(one.url().toString());
        }
        all.add("--master-key");
        all.add(MASTER);
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        CommandLine command = Main.commandLine();
        command.setOut(new PrintWriter(out));
        command.setErr(new PrintWriter(err));
        int code = command.execute(all.toArray(String[]::new));
        return new Ran(code, out.toString(), err.toString());
    }
}
