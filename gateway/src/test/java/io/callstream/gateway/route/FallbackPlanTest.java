package io.callstream.gateway.route;

import static io.callstream.gateway.route.RoutingRig.entry;
import static io.callstream.gateway.route.RoutingRig.failed;
import static org.assertj.core.api.Assertions.assertThat;

import io.callstream.gateway.error.GatewayError;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which other model groups a call goes to, in which order, and after which failures. */
class FallbackPlanTest {
    private static final String LISTS = "num_retries: 0, fallbacks: [{m: [x, y]}, {x: [z]}]";

    private final RoutingRig rig = new RoutingRig();

    private Routes routes(String router) {
        return rig.routes(
                router,
                entry("a", "timeout: 9", ""),
                entry("x", "in-x", "timeout: 9", ""),
                entry("y", "in-y", "timeout: 9", ""),
                entry("z", "in-z", "timeout: 9", ""));
    }

    /** Where a call goes whose attempts all fail. */
    private static List<String> all(RoutePlan plan) {
        List<String> asked = new ArrayList<>();
        for (AttemptPlan each = plan.next(null); each != null; each = plan.next(failed(GatewayError.PROVIDER_ERROR))) {
            asked.add(each.target().deployment().id());
        }
        return asked;
    }

    @Test
    void aGroupsOwnFallbacksComeBeforeWhatIsLeftOfTheList() {
        assertThat(all(rig.plan(routes(LISTS)))).containsExactly("a", "in-x", "in-z", "in-y");
    }

    @Test
    void evenWhereTheGroupItselfCannotBeAsked() {
        Routes routes = routes(LISTS);
        rig.leaveAlone("in-x", 60);

        assertThat(all(rig.plan(routes))).containsExactly("a", "in-z", "in-y");
    }

    @Test
    void soManyAreTriedAndNoMore() {
        RoutePlan plan = rig.plan(routes(LISTS + ", max_fallbacks: 2"));

        assertThat(plan.mostFallbacks()).isEqualTo(2);
        assertThat(all(plan)).containsExactly("a", "in-x", "in-z");
    }

    @ParameterizedTest
    @CsvSource({
        "PROVIDER_ERROR, true",
        "PROVIDER_AUTHENTICATION, true",
        "PROVIDER_UNREACHABLE, true",
        "OVERLOADED, true",
        "UNSUPPORTED, true",
        "CLIENT_DISCONNECTED, false",
        "HOOK_REJECTED, false",
        "INTERNAL, false"
    })
    void whatAProviderOrTheWayToItHasCausedMayBeBetterElsewhere(GatewayError error, boolean elsewhere) {
        RoutePlan plan = rig.plan(routes(LISTS));
        plan.next(null);

        assertThat(plan.next(failed(error)) != null).isEqualTo(elsewhere);
    }

    @Test
    void aSlowOneIsJoinedByAnotherOfTheGroupThatTheCallIsIn() {
        Routes routes = rig.routes(
                "num_retries: 0, fallbacks: [{m: [x]}]",
                entry("a", "timeout: 9", ""),
                entry("x", "in-x", "timeout: 9", ""),
                entry("x", "too-x", "timeout: 9", ""));
        RoutePlan plan = rig.plan(routes);
        plan.next(null);
        assertThat(plan.hedge()).as("its own group has no other").isNull();
        String first = Objects.requireNonNull(plan.next(failed(GatewayError.PROVIDER_ERROR)))
                .target()
                .deployment()
                .id();

        AttemptPlan beside = Objects.requireNonNull(plan.hedge());

        assertThat(List.of(first, beside.target().deployment().id())).containsExactlyInAnyOrder("in-x", "too-x");
    }

    @Test
    void whereNoneCanBeAskedItsOwnGroupSaysWhenToTryAgain() {
        Routes routes = routes("num_retries: 0, fallbacks: [{m: [x]}]");
        rig.leaveAlone("a", 7);
        rig.leaveAlone("in-x", 3);
        RoutePlan plan = rig.plan(routes);

        assertThat(plan.next(null)).isNull();
        assertThat(plan.unavailable()).isEqualTo(new Unavailable(Unavailable.Reason.BUSY, Duration.ofSeconds(7)));
        assertThat(plan.strategy()).isEqualTo("simple-shuffle");
    }

    @Test
    void namesLeadToGroupsAndWhoeverOnlyLooksIsToldWhereACallWouldGo() {
        Routes routes = rig.routes(
                "model_group_alias: {nick: m}", entry("a", "timeout: 9", ""), entry("openai/*", "w", "timeout: 9", ""));
        rig.leaveAlone("a", 60);

        assertThat(routes.group("m")).isEqualTo("m");
        assertThat(routes.group("nick")).isEqualTo("m");
        assertThat(routes.group("openai/gpt-9")).isEqualTo("openai/*");
        assertThat(routes.group("other")).isNull();
        assertThat(Objects.requireNonNull(routes.first("nick"))
                        .target()
                        .deployment()
                        .id())
                .as("also while it is left alone")
                .isEqualTo("a");
        assertThat(routes.first("other")).isNull();
        assertThat(routes.modelGroups()).containsExactly("m");
        assertThat(routes.targets()).hasSize(2);
        assertThat(routes.byTags()).isFalse();
        assertThat(rig.routes("enable_tag_filtering: true", entry("a", "timeout: 9", ""))
                        .byTags())
                .isTrue();
    }
}
