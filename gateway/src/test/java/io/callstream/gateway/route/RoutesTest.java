package io.callstream.gateway.route;

import static org.assertj.core.api.Assertions.assertThat;

import io.callstream.gateway.config.CallLimits;
import io.callstream.gateway.config.Deployment;
import io.callstream.gateway.config.Endpoint;
import io.callstream.gateway.config.Retries;
import io.callstream.gateway.dialect.TestDialects;
import io.callstream.gateway.provider.Target;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RoutesTest {
    private final Random random = new Random(7);

    @ParameterizedTest
    @CsvSource({
        "gpt-4o,           exact,    gpt-4o",
        "openai/gpt-9,     family,   gpt-9",
        "openai/o1/mini,   narrower, mini",
        "something-else,   any,      something-else",
    })
    void theExactNameWinsThenTheLongestBeginning(String asked, String deployment, String model) {
        Routes routes = routes(
                target("any", "*", "*", 1),
                target("family", "openai/*", "*", 1),
                target("narrower", "openai/o1/*", "*", 1),
                target("exact", "gpt-4o", "gpt-4o", 1));

        AttemptPlan chosen = first(routes, asked);

        assertThat(chosen.target().deployment().id()).isEqualTo(deployment);
        assertThat(chosen.model()).hasToString(model);
    }

    @Test
    void aNameThatFitsNothingIsUnknown() {
        assertThat(routes(target("a", "gpt-4o", "gpt-4o", 1))
                        .plan(RouteAsk.of("gpt-4"), random)
                        .next(null))
                .isNull();
    }

    /** With a fixed seed, so that it always says the same. */
    @Test
    void deploymentsShareByWeight() {
        Map<String, Integer> chosen =
                shares(routes(target("one", "m", "m", 1), target("three", "m", "m", 3), target("none", "m", "m", 0)));

        assertThat(chosen).containsOnlyKeys("one", "three");
        assertThat(chosen.get("three")).isBetween(2_800, 3_200);
    }

    @Test
    void weightsOfZeroShareEvenly() {
        Map<String, Integer> chosen = shares(routes(target("one", "m", "m", 0), target("two", "m", "m", 0)));

        assertThat(chosen.get("one")).isBetween(1_850, 2_150);
    }

    private Map<String, Integer> shares(Routes routes) {
        Map<String, Integer> chosen = new HashMap<>();
        for (int i = 0; i < 4_000; i++) {
            AttemptPlan route = first(routes, "m");
            chosen.merge(route.target().deployment().id(), 1, Integer::sum);
        }
        return chosen;
    }

    private AttemptPlan first(Routes routes, String model) {
        return Objects.requireNonNull(routes.plan(RouteAsk.of(model), random).next(null));
    }

    private static Routes routes(Target... targets) {
        return new Routes(Stream.of(targets).toList());
    }

    private static Target target(String id, String group, String model, int weight) {
        return TestDialects.target(new Deployment(
                id,
                group,
                "openai",
                model,
                new Endpoint(URI.create("http://localhost:1/v1"), Optional.empty(), true),
                new CallLimits(Duration.ofSeconds(1), Duration.ofSeconds(1), Retries.NONE),
                weight,
                Optional.empty()));
    }
}
