package io.callstream.gateway.route;

import io.callstream.gateway.config.CooldownConfig;
import io.callstream.gateway.config.FailureKind;
import io.callstream.gateway.route.state.DeploymentState;
import io.callstream.gateway.route.state.DeploymentStates;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Whether a deployment that has just failed is left alone, and for how long: LiteLLM's rules. More than half of the calls of a
 * minute only count from five on, so that the first failure after a quiet time does not close a whole group.
 */
final class CooldownRules {
    private static final int UNAUTHORIZED = 401;
    private static final int NOT_FOUND = 404;
    private static final int TIMEOUT = 408;
    private static final int TOO_MANY = 429;
    private static final int FIRST_FAULT = 500;
    private static final long FEWEST_OF_SEVERAL = 5;
    private static final long FEWEST_OF_ONE = 1_000;
    private static final int FORGIVEN = 3;
    private static final Duration LONGEST_ASKED = Duration.ofSeconds(60);

    private final CooldownConfig config;
    private final DeploymentStates states;

    CooldownRules(CooldownConfig config, DeploymentStates states) {
        this.config = config;
        this.states = states;
    }

    /** Whether any deployment is left alone, whoever says so. */
    boolean enabled() {
        return config.enabled();
    }

    void begin(DeploymentState state, Duration time) {
        states.leaveAlone(state, time);
    }

    /**
     * A failure.
     *
     * @param status that it counts as
     * @param alone whether its group has no other deployment
     */
    record Failure(
            FailureKind kind,
            int status,
            boolean alone,
            @Nullable Duration retryAfter) {}

    /**
     * How long it is left alone.
     *
     * @param state in which the failure counts already
     * @param own what the deployment says itself
     * @return null when it is not
     */
    @Nullable Duration after(Failure failure, DeploymentState state, Optional<Duration> own) {
        boolean leaves = config.enabled() && (config.counts() ? tooMany(failure, state) : byDefault(failure, state));
        if (!leaves) {
            return null;
        }
        Duration asked = failure.retryAfter();
        boolean heeded = asked != null && asked.compareTo(Duration.ZERO) > 0 && asked.compareTo(LONGEST_ASKED) <= 0;
        return heeded && asked != null ? asked : own.orElse(config.time());
    }

    private boolean tooMany(Failure failure, DeploymentState state) {
        Integer ofKind = config.allowedFailsOf().get(failure.kind());
        if (ofKind != null) {
            return state.failures(failure.kind()) > ofKind;
        }
        return counts(failure.status())
                && state.failures() > config.allowedFails().orElse(FORGIVEN);
    }

    private static boolean byDefault(Failure failure, DeploymentState state) {
        int status = failure.status();
        if (!counts(status)) {
            return false;
        }
        if (status == UNAUTHORIZED || status == NOT_FOUND || status == TOO_MANY && !failure.alone()) {
            return true;
        }
        long failures = state.failures();
        long all = failures + state.successes();
        return failures == all && all >= FEWEST_OF_ONE
                || !failure.alone() && all >= FEWEST_OF_SEVERAL && failures * 2 > all;
    }

    /** Whether a failure of this status can be the deployment's fault. */
    private static boolean counts(int status) {
        return status == UNAUTHORIZED
                || status == NOT_FOUND
                || status == TIMEOUT
                || status == TOO_MANY
                || status >= FIRST_FAULT;
    }
}
