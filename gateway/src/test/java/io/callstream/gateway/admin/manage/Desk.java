package io.callstream.gateway.admin.manage;

import static org.assertj.core.api.Assertions.assertThat;

import io.callstream.events.SpendRecord;
import io.callstream.events.topic.TopicCatalogue;
import io.callstream.gateway.auth.Admission;
import io.callstream.gateway.auth.ApiKeyStore;
import io.callstream.gateway.auth.ManagedKeys;
import io.callstream.gateway.call.CallRig;
import io.callstream.gateway.config.GatewayConfig;
import io.callstream.gateway.config.Models;
import io.callstream.gateway.config.PricesConfig;
import io.callstream.gateway.dialect.TestDialects;
import io.callstream.gateway.identity.AccessGroups;
import io.callstream.gateway.identity.Identities;
import io.callstream.gateway.identity.TeamModels;
import io.callstream.gateway.models.MadeTable;
import io.callstream.gateway.patience.MovingClock;
import io.callstream.gateway.route.Routes;
import io.callstream.gateway.server.PageRequest;
import io.callstream.gateway.server.PageService;
import io.callstream.gateway.server.PageServices;
import io.callstream.gateway.usage.Pricing;
import io.callstream.gateway.usage.TokenCounter;
import io.callstream.json.Slice;
import io.callstream.settings.Secret;
import io.callstream.table.Follower;
import io.callstream.table.MemoryTables;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** The management API as a gateway has it, over tables in memory and a ledger that tests write, asked as the holder of any key. */
final class Desk {
    static final String MASTER = "sk-master";
    static final String NOW = "2030-01-03T12:00:00Z";
    private static final String MODELS = """
        model_list:
          - {model_name: large, litellm_params: {model: openai/gpt-4o}}
          - {model_name: small, litellm_params: {model: openai/gpt-4o-mini}}
        general_settings: {master_key: sk-master}
        """;

    final MovingClock clock = new MovingClock(NOW);
    final MemoryTables tables = new MemoryTables();
    final Identities identities = new Identities(tables.kept(TopicCatalogue.identity()));
    private final List<SpendRecord> written = new ArrayList<>();
    private final SpendBook book = new SpendBook(value -> Optional.of(written.get(value[0])), Follower::begin);
    private final Random random = new Random(1);
    private final GatewayConfig config;
    private final @Nullable MadeTable made;
    private PageServices api = PageServices.NONE;
    private final ApiKeyStore keys;

    Desk() {
        this("");
    }

    /** @param more lines of the configuration */
    Desk(String more) {
        config = CallRig.config(more.contains("model_list") ? more : MODELS + more);
        made = config.auth().management().keepsModels()
                ? new MadeTable(tables.kept(TopicCatalogue.models()), new Secret("salt"), () -> {})
                : null;
        keys = new ApiKeyStore(config.auth())
                .and(new ManagedKeys(
                        identities, AccessGroups.of(config.models()), TeamModels.of(config.models()), clock, false));
        take();
        book.rows("0", "9");
    }

    /** As a gateway does when models have changed. */
    private void take() {
        Models served = made == null
                ? config.models()
                : config.models()
                        .more()
                        .read(config.models(), made.content().models())
                        .models();
        api = ManagementApi.of(
                identities,
                book,
                new ManagementApi.Settings(
                        config.auth().management(),
                        config.models().router().quotas().providers(),
                        new ManagementApi.ModelDesk(served, made, this::take)),
                new CallPrices(
                        routes(),
                        Pricing.load(new PricesConfig(Optional.empty()), config.deployments()),
                        new TokenCounter()),
                clock,
                random,
                Runnable::run);
    }

    private Routes routes() {
        return new Routes(
                config.deployments().stream().map(TestDialects::target).toList());
    }

    /** What the ledger says of one day. */
    void spent(String day, @Nullable String keyHash, @Nullable String team, @Nullable String user, long nanoUsd) {
        SpendRecord row = SpendRecord.newBuilder()
                .setRowId("row" + written.size())
                .setDay(day)
                .setLedgerVersion("1")
                .setModel("gpt-4o")
                .setProvider("openai")
                .setKeyHash(keyHash)
                .setTeamId(team)
                .setUserId(user)
                .setCalls(1)
                .setFailures(0)
                .setPromptTokens(10)
                .setCompletionTokens(5)
                .setCostNanoUsd(nanoUsd)
                .setTags(List.of())
                .setLastEventTime(Instant.parse("2030-01-03T00:00:00Z"))
                .build();
        written.add(row);
        book.record("row" + written.size(), new byte[] {(byte) (written.size() - 1)});
    }

    /** As the master key; apostrophes stand for quotes. */
    Reply post(String path, String body) {
        return as(MASTER).post(path, body);
    }

    Reply get(String path) {
        return as(MASTER).get(path);
    }

    /** What a test needs to be there. */
    Reply done(String path, String body) {
        Reply reply = post(path, body);
        assertThat(reply.status()).as("%s: %s", path, reply.body()).isEqualTo(200);
        return reply;
    }

    Admission admission(String key) {
        return keys.admit(key);
    }

    /** {@code admitted}, or the type of the refusal. */
    String whyNot(String key) {
        return keys.admit(key) instanceof Admission.Refused refused
                ? refused.error().error().type()
                : "admitted";
    }

    Caller as(String key) {
        Admission admission = keys.admit(key);
        assertThat(admission).as(key).isInstanceOf(Admission.Admitted.class);
        return new Caller((Admission.Admitted) admission);
    }

    /** Whoever holds a key. */
    final class Caller {
        private final Admission.Admitted admitted;

        private Caller(Admission.Admitted admitted) {
            this.admitted = admitted;
        }

        Reply post(String path, String body) {
            return ask("POST", path, body);
        }

        Reply get(String path) {
            return ask("GET", path, "");
        }

        Reply ask(String method, String target, String body) {
            int mark = target.indexOf('?');
            String path = mark < 0 ? target : target.substring(0, mark);
            String query = mark < 0 ? "" : target.substring(mark + 1);
            String variable = "";
            PageService service = service(path, method);
            for (int at = path.indexOf('/', 1); service == null && at > 0; at = path.indexOf('/', at + 1)) {
                int end = path.indexOf('/', at + 1);
                variable = path.substring(at + 1, end < 0 ? path.length() : end);
                service = service(path.substring(0, at) + "/*" + (end < 0 ? "" : path.substring(end)), method);
            }
            assertThat(service).as("%s %s", method, path).isNotNull();
            Slice json = Slice.of(body.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
            return Reply.of(service.answer(new PageRequest(path, variable, fields(query), json, admitted)));
        }

        private @Nullable PageService service(String path, String method) {
            return api.byPath().getOrDefault(path, Map.of()).get(method);
        }

        private static Map<String, String> fields(String query) {
            Map<String, String> fields = new HashMap<>();
            for (String each : query.split("&")) {
                int equals = each.indexOf('=');
                if (equals > 0) {
                    fields.put(each.substring(0, equals), each.substring(equals + 1));
                }
            }
            return fields;
        }
    }
}
