package io.callstream.gateway.route;

import static io.callstream.gateway.route.RoutingRig.ask;
import static io.callstream.gateway.route.RoutingRig.entry;
import static org.assertj.core.api.Assertions.assertThat;

import io.callstream.gateway.config.GatewayConfig;
import io.callstream.gateway.dialect.TestDialects;
import io.callstream.gateway.limit.account.Quota;
import io.callstream.settings.SettingsException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which deployments of a group a configuration lets calls go to, and in which shares. */
class ChosenDeploymentTest {
    private static final int CALLS = 3_000;

    private final RoutingRig rig = new RoutingRig();

    /** How often each is chosen; nothing is told of what became of it. */
    private Map<String, Integer> shares(Routes routes, RouteAsk ask) {
        Map<String, Integer> shares = new TreeMap<>();
        for (int i = 0; i < CALLS; i++) {
            AttemptPlan plan = routes.plan(ask, rig.random).next(null);
            String id = plan == null ? "none" : plan.target().deployment().id();
            shares.merge(id, 1, Integer::sum);
        }
        return shares;
    }

    private Set<String> chosen(Routes routes, RouteAsk ask) {
        return shares(routes, ask).keySet();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "weight: 1       | weight: 2       | 1000",
                "weight: 1       | rpm: 9          | 1500",
                "rpm: 100        | rpm: 200        | 1000",
                "rpm: 100        | tpm: 9          | 3000",
                "tpm: 200000     | tpm: 100000     | 2000",
                "timeout: 1      | timeout: 1      | 1500",
            })
    void simpleShuffleSharesByWeightElseByRpmElseByTpm(String one, String two, int first) {
        Routes routes = rig.routes("", entry("a", one, ""), entry("b", two, ""));

        assertThat(shares(routes, ask(List.of(), 0)).get("a")).isBetween(first - 120, first + 120);
    }

    @Test
    void theLowestOrderTakesAllWhileItCan() {
        Routes routes = rig.routes(
                "", entry("spare", "order: 2", ""), entry("main", "order: 1", ""), entry("last", "weight: 9", ""));

        assertThat(chosen(routes, ask(List.of(), 0))).containsExactly("main");

        rig.leaveAlone("main", 5);
        assertThat(chosen(routes, ask(List.of(), 0))).containsExactly("spare");

        rig.leaveAlone("spare", 5);
        assertThat(chosen(routes, ask(List.of(), 0))).containsExactly("last");

        rig.pass(Duration.ofSeconds(5));
        assertThat(chosen(routes, ask(List.of(), 0))).containsExactly("main");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "enable_tag_filtering: true                                 | free      | free",
                "enable_tag_filtering: true                                 | paid      | both,paid",
                "enable_tag_filtering: true                                 | other     | rest",
                "enable_tag_filtering: true                                 |           | rest",
                "enable_tag_filtering: true                                 | paid,eu   | both,paid",
                "enable_tag_filtering: true, tag_filtering_match_any: false | paid,eu   | both",
                "enable_tag_filtering: true, tag_filtering_match_any: false | free,eu   | rest",
                "enable_tag_filtering: false                                | free      | both,free,paid,rest,untagged",
            })
    void tagsDecideWhereTheyAreAskedTo(String router, String tags, String deployments) {
        Routes routes = rig.routes(
                router,
                entry("free", "tags: [free]", ""),
                entry("paid", "tags: [paid]", ""),
                entry("both", "tags: [paid, eu]", ""),
                entry("rest", "tags: [default]", ""),
                entry("untagged", "timeout: 9", ""));

        assertThat(chosen(routes, ask(tags == null ? List.of() : List.of(tags.split(",")), 0)))
                .containsExactly(deployments.split(","));
    }

    @Test
    void aTagThatNobodyHasGoesNowhereAndNoTagAnywhere() {
        Routes routes =
                rig.routes("enable_tag_filtering: true", entry("a", "tags: [x]", ""), entry("b", "timeout: 9", ""));

        RoutePlan plan = routes.plan(ask(List.of("y"), 0), rig.random);
        assertThat(plan.next(null)).isNull();
        assertThat(plan.unavailable()).isNotNull();
        assertThat(plan.unavailable().reason()).isEqualTo(Unavailable.Reason.TAGS);
        assertThat(chosen(routes, ask(List.of(), 0))).containsExactly("a", "b");
    }

    @ParameterizedTest
    @CsvSource({"400, large|small", "4000, large", "80000, large|small"})
    void aPromptGoesToADeploymentThatIsLikelyToTakeIt(long bytes, String deployments) {
        Routes routes = rig.routes(
                "enable_pre_call_checks: true",
                entry("small", "timeout: 9", "max_input_tokens: 500"),
                entry("large", "timeout: 9", "max_input_tokens: 9000"));

        assertThat(chosen(routes, ask(List.of(), bytes))).containsExactly(deployments.split("\\|"));
    }

    @Test
    void aPromptThatIsTooLongForAllGoesToTheFallbackForIt() {
        GatewayConfig config = Sent.config("""
                model_list:
                  - {model_name: m, litellm_params: {model: openai/m, api_base: "http://m/v1", api_key: k},
                     model_info: {id: small, max_input_tokens: 100}}
                  - {model_name: long, litellm_params: {model: openai/l, api_base: "http://l/v1", api_key: k},
                     model_info: {id: large}}
                router_settings: {enable_pre_call_checks: true, context_window_fallbacks: [{m: [long]}]}
                """, Map.of());
        Routes routes = new Routes(
                config.deployments().stream().map(TestDialects::target).toList(),
                Map.of(),
                new RoutingRules(config.models().router(), rig.states(), any -> 0, any -> Quota.NONE));

        assertThat(chosen(routes, ask(List.of(), 100))).containsExactly("small");
        assertThat(chosen(routes, ask(List.of(), 1_000))).containsExactly("large");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "routing_strategy: simple-shuffle         | limited",
                "enable_pre_call_checks: true             | none",
                "routing_strategy: usage-based-routing    | none",
                "routing_strategy: usage-based-routing-v2 | none",
            })
    void aMinuteThatIsUsedUpIsKeptOrAskedForLast(String router, String whenAllAre) {
        Routes routes = rig.routes(router, entry("limited", "rpm: 1", ""), entry("free", "timeout: 9", ""));
        Routes single = rig.routes(router, entry("limited", "rpm: 1", ""));
        rig.attempt(single);

        assertThat(chosen(routes, ask(List.of(), 0))).containsExactly("free");
        assertThat(chosen(single, ask(List.of(), 0))).containsExactly(whenAllAre);

        rig.pass(Duration.ofSeconds(61));
        assertThat(chosen(single, ask(List.of(), 0))).containsExactly("limited");
    }

    @Test
    void tokensOfTheMinuteCountAsWell() {
        Routes routes = rig.routes("routing_strategy: usage-based-routing-v2", entry("a", "tpm: 100", ""));
        rig.attempt(routes).settle(100, 50, 0);

        RoutePlan plan = routes.plan(ask(List.of(), 0), rig.random);

        assertThat(plan.next(null)).isNull();
        assertThat(plan.unavailable()).isNotNull();
        assertThat(plan.unavailable().reason()).isEqualTo(Unavailable.Reason.BUSY);
        assertThat(plan.unavailable().again()).isEqualTo(Duration.ofSeconds(61));
    }

    @Test
    void theCheapestByConfiguredAndKnownPrices() {
        Routes routes = rig.routes(
                "routing_strategy: cost-based-routing",
                entry("dear", "input_cost_per_token: 0.5, output_cost_per_token: 0.5", ""),
                entry("cheap", "input_cost_per_token: 0.1, output_cost_per_token: 0.2", ""),
                entry("unknown", "timeout: 9", ""));

        assertThat(chosen(routes, ask(List.of(), 0))).containsExactly("cheap");
    }

    @ParameterizedTest
    @CsvSource({
        "lowest-latency, latency-based-routing",
        "latency-based-routing, latency-based-routing",
        "least-busy, least-busy",
        "usage-based-routing-v2, usage-based-routing-v2",
    })
    void theStrategysNameIsTold(String said, String told) {
        Routes routes = rig.routes("routing_strategy: " + said, entry("a", "timeout: 9", ""));

        assertThat(routes.plan(ask(List.of(), 0), rig.random).strategy()).isEqualTo(told);
    }

    @Test
    void aStrategyThatIsNoneStopsTheStart() {
        Assertions.assertThatThrownBy(() -> rig.routes("routing_strategy: fastest", entry("a", "timeout: 9", "")))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("router_settings.routing_strategy")
                .hasMessageContaining("least-busy");
    }
}
