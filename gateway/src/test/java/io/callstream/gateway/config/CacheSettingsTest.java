package io.callstream.gateway.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which answers are kept: LiteLLM's {@code cache_params}, and a wrong one is never read as another. */
class CacheSettingsTest {
    private static String file(String params) {
        return Configs.MODEL + "litellm_settings: {cache: true, cache_params: {" + params + "}}";
    }

    private static CacheConfig read(String params) {
        return Configs.read(file("type: local, " + params)).calls().cache();
    }

    @ParameterizedTest
    @CsvSource({"default_on, false", "default_off, true", "default-off, true", "DEFAULT_OFF, true"})
    void aModeSaysWhetherRequestsHaveToAsk(String mode, boolean asked) {
        assertThat(read("mode: " + mode).asked()).isEqualTo(asked);
        assertThat(read("ttl: 1").asked()).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "acompletion                    | chat_completion",
                "completion, acompletion        | chat_completion",
                "atext_completion               | text_completion",
                "text_completion                | text_completion",
                "aembedding                     | embedding",
                "embedding                      | embedding",
                "aresponses                     | responses",
                "responses                      | responses",
                "arerank, aembedding            | embedding",
            })
    void kindsOfCallsAreNamedAsInLitellm(String types, String kept) {
        assertThat(read("supported_call_types: [" + types + "]").callTypes()).isEqualTo(Set.of(kept));
    }

    @Test
    void withoutKindsAllAreKeptAndWithOnlyOthersNone() {
        assertThat(read("ttl: 1").callTypes())
                .isEqualTo(Set.of("chat_completion", "text_completion", "embedding", "responses"));
        assertThat(read("supported_call_types: [atranscription]").callTypes()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "mode: default_of              | mode: is 'default_of' (expected one of default_on, default_off)",
                "supported_call_types: [chat]  | supported_call_types: has 'chat' (expected some of acompletion, aembedding,"
                        + " aresponses, atext_completion, completion, embedding, responses, text_completion)",
                "ttl: 0                        | ttl: is 0 (expected at least 1s)",
                "ttl: 500ms                    | ttl: is 500ms (expected at least 1s)",
                "namespace: [a]                | namespace: expected a single value",
                "port: 65536                   | port: is 65536 (expected 1 to 65535)",
                "port: 0                       | port: is 0 (expected 1 to 65535)",
                "db: -1                        | db: is -1 (expected 0 to 1000000)",
                "ssl: maybe                    | ssl: is 'maybe' (expected true or false)",
            })
    void whatIsWrongIsNamed(String params, String problem) {
        assertThat(Configs.problems(file("type: local, " + params)))
                .containsExactly("litellm_settings.cache_params." + problem);
    }

    @ParameterizedTest
    @ValueSource(strings = {"redis-semantic", "s3", "disk", "Redis"})
    void aKindThatIsNotOfferedKeepsNothingAndIsWarnedOf(String type) {
        GatewayConfig config = Configs.read(file("type: " + type));

        assertThat(config.calls().cache().off()).isTrue();
        assertThat(config.notes().warnings())
                .containsExactly("litellm_settings.cache_params.type: '" + type
                        + "' is not offered here (expected local or redis), so that answers are not kept");
    }

    @ParameterizedTest
    @CsvSource({"all, ALL", "team, TEAM", "key, KEY"})
    void whoSharesAnswersIsSaid(String word, CacheConfig.Scope scope) {
        assertThat(ours("scope: " + word).scope()).isEqualTo(scope);
        assertThat(ours("max_bytes: 1MiB").scope()).isEqualTo(CacheConfig.Scope.ALL);
    }

    private static CacheConfig ours(String cache) {
        return Configs.read(Configs.MODEL + "callstream: {cache: {" + cache + "}}")
                .calls()
                .cache();
    }

    @Test
    void sizesAndTimesAreTaken() {
        assertThat(ours("max_bytes: 64KiB, max_entry_bytes: 1KiB, lookup_timeout: 1ms")
                        .limits())
                .isEqualTo(new CacheLimits(64 << 10, 1 << 10, Duration.ofMillis(1)));
        assertThat(ours("scope: all").limits()).isEqualTo(new CacheLimits(64 << 20, 1 << 20, Duration.ofMillis(100)));
    }

    @Test
    void aRedisThatNobodyNamesIsNoRedis() {
        assertThatThrownBy(() -> new CacheConfig(
                        CacheConfig.Kind.REDIS,
                        Optional.empty(),
                        Duration.ofSeconds(1),
                        "",
                        Set.of(),
                        false,
                        CacheConfig.Scope.ALL,
                        new CacheLimits(1, 1, Duration.ofMillis(1))))
                .hasMessage("redis: is missing (kind is redis)");
    }

    /** A cache that is off needs nothing of it, and its keys are no mistake. */
    @Test
    void aCacheThatIsOffMayBeWrittenDown() {
        GatewayConfig config = Configs.read(Configs.MODEL
                + "litellm_settings: {cache: false, cache_params: {type: s3, s3_bucket_name: b, url: nonsense}}");

        assertThat(config.calls().cache().off()).isTrue();
        assertThat(config.notes()).isEqualTo(new ConfigNotes(List.of(), List.of(), List.of()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "redis://h:0",
                "redis://h:70000",
                "redis://h/x",
                "redis://h/-1",
                "redis://",
                "http://h",
                "h:6379",
                "redis://a b",
                "redis://u:%zz@h",
            })
    void anAddressThatIsNoneIsNamedWithoutBeingRepeated(String url) {
        assertThat(Configs.problems(file("type: redis, url: '" + url + "'"), Map.of()))
                .containsExactly(
                        "litellm_settings.cache_params.url: is no address of a Redis, such as redis://host:6379/0");
    }
}
