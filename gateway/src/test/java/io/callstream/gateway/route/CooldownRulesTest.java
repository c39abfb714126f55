package io.callstream.gateway.route;

import static org.assertj.core.api.Assertions.assertThat;

import io.callstream.gateway.config.CooldownConfig;
import io.callstream.gateway.config.FailureKind;
import io.callstream.gateway.config.GatewayConfig;
import io.callstream.gateway.error.GatewayError;
import io.callstream.gateway.route.state.DeploymentState;
import io.callstream.gateway.route.state.DeploymentStates;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** After which failures a deployment is left alone, and for how long. */
class CooldownRulesTest {
    private final DeploymentStates states = new DeploymentStates(() -> 1, made -> {});
    private final DeploymentState state = states.of("d");

    private static CooldownConfig config(String router) {
        GatewayConfig config = Sent.config("""
                model_list: [{model_name: m, litellm_params: {model: openai/m, api_base: "http://p/v1", api_key: k}}]
                router_settings: {%s}
                """.formatted(router), Map.of());
        return config.models().router().cooldown();
    }

    private void happened(int successes, int failures, FailureKind kind) {
        for (int i = 0; i < successes; i++) {
            state.began();
            state.succeeded(1, -1, 0);
        }
        for (int i = 0; i < failures; i++) {
            state.began();
            state.failed(kind, 1);
        }
    }

    private @Nullable Duration after(String router, GatewayError error, int status, boolean alone) {
        FailureKind kind = Failures.kind(error);
        assertThat(kind).isNotNull();
        CooldownRules.Failure failure = new CooldownRules.Failure(kind, Failures.status(error, status), alone, null);
        return new CooldownRules(config(router), states).after(failure, state, Optional.empty());
    }

    @ParameterizedTest
    @CsvSource({
        // error,               status, alone, before: good, bad (this one included), left alone
        "RATE_LIMITED,            429,  false, 0,   1,    true",
        "RATE_LIMITED,            200,  false, 0,   1,    true",
        "RATE_LIMITED,            429,  true,  0,   1,    false",
        "PROVIDER_AUTHENTICATION, 401,  true,  9,   1,    true",
        "PROVIDER_AUTHENTICATION, 403,  false, 0,   9,    false",
        "PROVIDER_REJECTED,       404,  true,  9,   1,    true",
        "PROVIDER_REJECTED,       400,  false, 0,   99,   false",
        "PROVIDER_REJECTED,       422,  false, 0,   99,   false",
        "PROVIDER_ERROR,          500,  false, 0,   1,    false",
        "PROVIDER_ERROR,          500,  false, 0,   4,    false",
        "PROVIDER_ERROR,          500,  false, 0,   5,    true",
        "PROVIDER_ERROR,          500,  false, 5,   5,    false",
        "PROVIDER_ERROR,          500,  false, 5,   6,    true",
        "PROVIDER_ERROR,          500,  true,  5,   600,  false",
        "PROVIDER_ERROR,          500,  true,  0,   999,  false",
        "PROVIDER_ERROR,          500,  true,  0,   1000, true",
        "PROVIDER_TIMEOUT,        0,    false, 2,   3,    true",
        "PROVIDER_UNREACHABLE,    0,    false, 2,   3,    true",
        "STREAM_INTERRUPTED,      200,  false, 2,   3,    true",
    })
    void whenNothingIsSaid(GatewayError error, int status, boolean alone, int successes, int failures, boolean left) {
        happened(successes, failures, Failures.kind(error));

        assertThat(after("", error, status, alone)).isEqualTo(left ? Duration.ofSeconds(5) : null);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "allowed_fails: 2                                               | RATE_LIMITED     | 2   | false",
                "allowed_fails: 2                                               | RATE_LIMITED     | 3   | true",
                "allowed_fails: 0                                               | PROVIDER_ERROR   | 1   | true",
                "allowed_fails: 0                                               | PROVIDER_REJECTED| 9   | false",
                "allowed_fails: 0, disable_cooldowns: true                      | PROVIDER_ERROR   | 9   | false",
                "disable_cooldowns: true                                        | RATE_LIMITED     | 9   | false",
                "allowed_fails_policy: {RateLimitErrorAllowedFails: 5}          | RATE_LIMITED     | 5   | false",
                "allowed_fails_policy: {RateLimitErrorAllowedFails: 5}          | RATE_LIMITED     | 6   | true",
                "allowed_fails_policy: {RateLimitErrorAllowedFails: 5}          | PROVIDER_ERROR   | 3   | false",
                "allowed_fails_policy: {RateLimitErrorAllowedFails: 5}          | PROVIDER_ERROR   | 4   | true",
                "allowed_fails_policy: {BadRequestErrorAllowedFails: 1}         | PROVIDER_REJECTED| 2   | true",
                "allowed_fails: 9, allowed_fails_policy: {TimeoutErrorAllowedFails: 0} | PROVIDER_TIMEOUT | 1 | true",
            })
    void whatIsSaidCounts(String router, GatewayError error, int failures, boolean left) {
        happened(100, failures, Failures.kind(error));

        assertThat(after(router, error, 0, true) != null).isEqualTo(left);
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {"-, -, 7", "-, 30, 30", "20, 30, 20", "61, 30, 30", "0, -, 7", "60, -, 60"})
    void theProviderComesBeforeTheDeploymentAndThatBeforeTheRouter(
            @Nullable Long asked, @Nullable Long own, long seconds) {
        happened(0, 1, FailureKind.RATE_LIMIT);
        CooldownRules.Failure failure = new CooldownRules.Failure(
                FailureKind.RATE_LIMIT, 429, false, asked == null ? null : Duration.ofSeconds(asked));

        assertThat(new CooldownRules(config("cooldown_time: 7"), states)
                        .after(failure, state, Optional.ofNullable(own).map(Duration::ofSeconds)))
                .hasSeconds(seconds);
    }
}
