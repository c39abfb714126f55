package io.callstream.gateway.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How long a provider may take: the nearest word counts, as in LiteLLM. */
class CallLimitsTest {
    private static String or(@Nullable String text) {
        return text == null ? "" : text;
    }

    private static CallLimits read(
            @Nullable String params, @Nullable String router, @Nullable String litellm, @Nullable String upstream) {
        return Configs.read("""
                model_list: [{model_name: m, litellm_params: {model: openai/m, %s}}]
                router_settings: {%s}
                litellm_settings: {%s}
                callstream: {upstream: {%s}}
                """.formatted(or(params), or(router), or(litellm), or(upstream)))
                .deployments()
                .get(0)
                .limits();
    }

    /** For streams a {@code stream_timeout} of the router comes before an entry's {@code timeout}, which is for plain calls. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                // entry                      | router_settings                | litellm_settings    | plain | stream
                "                             |                                |                     | 600   | 600",
                "                             |                                | request_timeout: 60 | 60    | 60",
                "                             | timeout: 50                    | request_timeout: 60 | 50    | 50",
                "                             | stream_timeout: 5              | request_timeout: 60 | 60    | 5",
                "                             | timeout: 50, stream_timeout: 5 |                     | 50    | 5",
                "timeout: 20                  | timeout: 50                    | request_timeout: 60 | 20    | 20",
                "timeout: 20                  | timeout: 50, stream_timeout: 5 |                     | 20    | 5",
                "timeout: 20                  | timeout: 50, stream_timeout: 50 |                    | 20    | 50",
                "stream_timeout: 2            | timeout: 50, stream_timeout: 5 |                     | 50    | 2",
                "timeout: 20, stream_timeout: 2 | stream_timeout: 5            |                     | 20    | 2",
                "timeout: 1m, stream_timeout: 500ms |                          |                     | 60    | 0.5",
                "timeout: os.environ/NOT_SET  | timeout: 50                    |                     | 50    | 50",
            })
    void theNearestWordOnTimeCounts(
            @Nullable String params, @Nullable String router, @Nullable String litellm, double plain, double stream) {
        CallLimits limits = read(params, router, litellm, "");

        assertThat(limits.call()).isEqualTo(seconds(plain));
        assertThat(limits.firstPart()).isEqualTo(seconds(stream));
        assertThat(limits.nextPart()).isEqualTo(seconds(stream));
    }

    /** LiteLLM takes a 0 for nothing that was said; taken by its word it would end every call at once. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "timeout: 0                | timeout: 50, stream_timeout: 5 |                    | 50  | 5",
                "stream_timeout: 0         | stream_timeout: 5              |                    | 600 | 5",
                "                          | timeout: 0, stream_timeout: 0  | request_timeout: 9 | 9   | 9",
                "                          |                                | request_timeout: 0 | 600 | 600",
            })
    void aTimeoutOfNothingSaysNothing(
            @Nullable String params, @Nullable String router, @Nullable String litellm, double plain, double stream) {
        CallLimits limits = read(params, router, litellm, "");

        assertThat(limits.call()).isEqualTo(seconds(plain));
        assertThat(limits.nextPart()).isEqualTo(seconds(stream));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "first_token_timeout: 90                          | 90 | 5",
                "stream_idle_timeout: 3                           | 5  | 3",
                "first_token_timeout: 90, stream_idle_timeout: 3  | 90 | 3",
            })
    void theFirstPartOfAStreamMayTakeAnotherTimeThanTheNext(String upstream, double first, double next) {
        CallLimits limits = read("", "stream_timeout: 5", "", upstream);

        assertThat(limits.firstPart()).isEqualTo(seconds(first));
        assertThat(limits.nextPart()).isEqualTo(seconds(next));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "litellm_settings: {request_timeout: soon}               | litellm_settings.request_timeout: is 'soon'"
                        + " (expected a span of time such as 500ms, 30s or 5m)",
                "router_settings: {timeout: -1}                          | router_settings.timeout: is '-1' (expected a"
                        + " span of time such as 500ms, 30s or 5m)",
                "router_settings: {stream_timeout: [1]}                  | router_settings.stream_timeout: expected a"
                        + " single value",
                "callstream: {upstream: {first_token_timeout: 0}}        | callstream.upstream.first_token_timeout: is 0"
                        + " (expected at least 1ms)",
                "callstream: {upstream: {stream_idle_timeout: 0s}}       | callstream.upstream.stream_idle_timeout: is 0s"
                        + " (expected at least 1ms)",
                "callstream: {upstream: {connect_timeout: 0}}            | callstream.upstream.connect_timeout: is 0"
                        + " (expected 1ms to 1h)",
                "callstream: {upstream: {connect_timeout: 25d}}          | callstream.upstream.connect_timeout: is 25d"
                        + " (expected 1ms to 1h)",
            })
    void whatIsNoTimeIsNamed(String yaml, String problem) {
        assertThat(Configs.problems(Configs.MODEL + yaml)).containsExactly(problem);
    }

    @Test
    void whatARequestSaysComesBeforeAll() {
        CallLimits limits = read("timeout: 20, stream_timeout: 2", "", "", "first_token_timeout: 90");

        assertThat(limits.with(null, null)).isEqualTo(limits);
        assertThat(limits.with(seconds(7), null).call()).isEqualTo(seconds(7));
        assertThat(limits.with(seconds(7), null).firstPart()).isEqualTo(seconds(7));
        assertThat(limits.with(seconds(7), null).nextPart()).isEqualTo(seconds(7));
        assertThat(limits.with(null, seconds(3)).call()).isEqualTo(seconds(20));
        assertThat(limits.with(null, seconds(3)).firstPart()).isEqualTo(seconds(3));
        assertThat(limits.with(seconds(7), seconds(3)))
                .isEqualTo(new CallLimits(seconds(7), seconds(3), limits.retries()));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "retry_policy: {TimeoutErrorRetries: 4}                              | TIMEOUT    | 4",
                "retry_policy: {RateLimitErrorRetries: 0, TimeoutErrorRetries: 4}    | RATE_LIMIT | 0",
                "model_group_retry_policy: {m: {TimeoutErrorRetries: 1}}, retry_policy: {TimeoutErrorRetries: 4}"
                        + "| TIMEOUT | 1",
                "model_group_retry_policy: {n: {TimeoutErrorRetries: 1}}, retry_policy: {TimeoutErrorRetries: 4}"
                        + "| TIMEOUT | 4",
            })
    void aKindOfFailureMayHaveRetriesOfItsOwn(String router, FailureKind kind, int count) {
        assertThat(read("", router, "", "").retries().byKind()).containsEntry(kind, count);
    }

    @Test
    void theGroupsPolicyTakesThePlaceOfTheGeneralOneWholly() {
        Retries retries = read(
                        "",
                        "model_group_retry_policy: {m: {TimeoutErrorRetries: 1}}, retry_policy: {RateLimitErrorRetries: 4}",
                        "",
                        "")
                .retries();

        assertThat(retries.byKind()).containsOnlyKeys(FailureKind.TIMEOUT);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "num_retries: 101                             | num_retries: is 101 (expected 0 to 100)",
                "num_retries: -1                              | num_retries: is -1 (expected 0 to 100)",
                "num_retries: 1.5                             | num_retries: is '1.5' (expected a whole number)",
                "retry_after: 3601                            | retry_after: is 3601 (expected 0 to 3600)",
                "retry_policy: 3                              | retry_policy: expected a mapping of keys to values",
                "retry_policy: {TimeoutErrorRetries: -1}      | retry_policy.TimeoutErrorRetries: is -1 (expected 0 to"
                        + " 1000000)",
                "retry_policy: {TimeoutErrorRetries: some}    | retry_policy.TimeoutErrorRetries: is 'some' (expected a"
                        + " number)",
                "model_group_retry_policy: {m: 3}             | model_group_retry_policy.m: expected a mapping of keys to"
                        + " values",
            })
    void whatIsNoNumberOfRetriesIsNamed(String router, String problem) {
        assertThat(Configs.problems(Configs.MODEL + "router_settings: {" + router + "}"))
                .containsExactly("router_settings." + problem);
    }

    @Test
    void aKindThatNobodyKnowsIsWarnedOf() {
        assertThat(Configs.read(Configs.MODEL + "router_settings: {retry_policy: {TimeoutErorRetries: 3}}")
                        .notes()
                        .unknown())
                .containsExactly("router_settings.retry_policy.TimeoutErorRetries");
    }

    @ParameterizedTest
    @CsvSource({"-1,0,0", "0,-1,0", "0,0,-1"})
    void retriesAreNeverNegative(int count, int atLeast, int within) {
        assertThatThrownBy(() -> new Retries(count, Duration.ofSeconds(atLeast), Duration.ofSeconds(within)))
                .hasMessageContaining("expected nothing negative");
    }

    @Test
    void aStreamThatNothingIsSaidOfMayTakeAsLongAsAPlainCall() {
        CallLimits limits =
                new CallLimits(seconds(8), Optional.empty(), Retries.NONE, Optional.empty(), Optional.empty());

        assertThat(limits.firstPart()).isEqualTo(seconds(8));
        assertThat(limits.nextPart()).isEqualTo(seconds(8));
    }

    private static Duration seconds(double count) {
        return Duration.ofMillis((long) (count * 1_000));
    }
}
