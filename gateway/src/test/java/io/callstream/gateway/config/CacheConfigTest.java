package io.callstream.gateway.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.callstream.settings.ConfigFile;
import io.callstream.settings.Environment;
import io.callstream.settings.Problems;
import io.callstream.settings.Secret;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** LiteLLM's ways to say where answers are kept. */
class CacheConfigTest {
    private static final String MODEL =
            "model_list: [{model_name: m, litellm_params: {model: openai/m, api_key: sk-1}}]\n";

    private final Problems problems = new Problems();

    private GatewayConfig read(String settings, Map<String, String> variables) {
        Environment environment = Environment.of(variables);
        return GatewayConfig.read(new ConfigFile(environment).parse(MODEL + settings, "c.yaml", problems), environment);
    }

    private CacheConfig cache(String settings) {
        return read("litellm_settings:\n" + settings.indent(2), Map.of())
                .calls()
                .cache();
    }

    @Test
    void nothingIsKeptUnlessItIsSaid() {
        assertThat(read("", Map.of("REDIS_URL", "nonsense")).calls().cache().off())
                .isTrue();
        assertThat(cache("cache: false\ncache_params: {type: redis, host: r}").off())
                .isTrue();
        assertThat(problems.none()).isTrue();
    }

    @Test
    void theKeysOfLitellmWork() {
        CacheConfig cache = cache("""
                cache: true
                cache_params:
                  type: redis
                  host: redis.example
                  port: 6380
                  password: secret
                  namespace: ns
                  ttl: 90
                  supported_call_types: [acompletion, completion, atranscription]
                  mode: default_off
                """);

        assertThat(cache.redis())
                .contains(new RedisAddress(
                        "redis.example", 6380, false, 0, Optional.empty(), Optional.of(new Secret("secret"))));
        assertThat(cache.ttl()).isEqualTo(Duration.ofSeconds(90));
        assertThat(cache.namespace()).isEqualTo("ns");
        assertThat(cache.callTypes()).containsExactly("chat_completion");
        assertThat(cache.asked()).isTrue();
    }

    @Test
    void anAddressMayBeWrittenAsOne() {
        assertThat(cache("cache: true\ncache_params: {type: redis, url: 'rediss://u:p@r.example/2'}")
                        .redis())
                .contains(new RedisAddress("r.example", 6379, true, 2, Optional.of("u"), Optional.of(new Secret("p"))));
    }

    @Test
    void theEnvironmentSaysWhereRedisIsAsInLitellm() {
        CacheConfig cache = read("litellm_settings: {cache: true}", Map.of("REDIS_HOST", "r", "REDIS_PORT", "7000"))
                .calls()
                .cache();

        assertThat(cache.redis().orElseThrow().port()).isEqualTo(7000);
    }

    @Test
    void withoutAnAddressAnswersAreKeptInMemoryAndThatIsSaid() {
        GatewayConfig config = read("litellm_settings: {cache: true}", Map.of());

        assertThat(config.calls().cache().kind()).isEqualTo(CacheConfig.Kind.LOCAL);
        assertThat(config.notes().warnings()).anyMatch(warning -> warning.contains("names no Redis"));
    }

    @Test
    void aKindThatIsNotOfferedIsSaidAndNothingIsKept() {
        GatewayConfig config = read("litellm_settings: {cache: true, cache_params: {type: redis-semantic}}", Map.of());

        assertThat(config.calls().cache().off()).isTrue();
        assertThat(config.notes().warnings()).anyMatch(warning -> warning.contains("redis-semantic"));
    }

    @Test
    void aWrongAddressIsAProblemThatDoesNotShowIt() {
        cache("cache: true\ncache_params: {type: redis, url: 'http://u:secretpassword@r'}");

        assertThat(problems.found().toString()).contains("cache_params.url").doesNotContain("secretpassword");
    }
}
