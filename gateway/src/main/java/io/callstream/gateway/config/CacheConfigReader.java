package io.callstream.gateway.config;

import io.callstream.settings.Environment;
import io.callstream.settings.Key;
import io.callstream.settings.Section;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Reads LiteLLM's {@code cache} and {@code cache_params}, and what there is of our own. */
final class CacheConfigReader {
    static final Key<CacheConfig.Scope> SCOPE = Key.choice("scope", CacheConfig.Scope.class)
            .byDefault("all")
            .says(
                    "Who is given an answer that another call got: `all` callers, as in LiteLLM, those of the same `team`, or"
                            + " those with the same `key`.");
    private static final Map<String, String> CALL_TYPES = Map.of(
            "responses", "responses",
            "aresponses", "responses",
            "completion", "chat_completion",
            "acompletion", "chat_completion",
            "text_completion", "text_completion",
            "atext_completion", "text_completion",
            "embedding", "embedding",
            "aembedding", "embedding");
    /** Of LiteLLM's kinds those whose answers nobody keeps here. */
    private static final Set<String> NOT_KEPT =
            Set.of("transcription", "atranscription", "rerank", "arerank", "image_generation", "aimage_generation");

    /** Whether requests take part that do not say so. */
    private enum Mode {
        DEFAULT_ON,
        DEFAULT_OFF
    }

    /** LiteLLM's, in its {@code litellm_settings}. */
    static final class OfLitellm {
        static final Key<Boolean> CACHE = Key.flag("cache")
                .byDefault("false")
                .says("Whether answers are kept and given again; see [the guide](../guides/cache.md).");

        private OfLitellm() {}
    }

    /** LiteLLM's {@code cache_params}. */
    static final class OfParams {
        static final Key<String> TYPE = Key.text("type")
                .byDefault("redis")
                .says("Where answers are kept: `local`, in each gateway's memory, or `redis`, shared by all.");
        static final Key<Duration> TTL =
                Key.duration("ttl").min("1s").byDefault("10m").says("How long an answer is kept.");
        static final Key<String> NAMESPACE = Key.text("namespace")
                .byDefault("")
                .says("Goes before the names under which answers are kept; those of another one are not found.");
        static final Key<List<String>> CALL_TYPES = Key.texts("supported_call_types")
                .byDefault(List.of(), "")
                .says(
                        "Kinds of calls whose answers are kept: `acompletion`, `atext_completion`, `aembedding`, `aresponses`; by default"
                                + " all of them.");
        static final Key<Mode> MODE = Key.choice("mode", Mode.class)
                .byDefault("default_on")
                .says(
                        "`default_off` leaves out every request that does not ask for the cache: `cache: {use-cache: true}`.");

        private OfParams() {}
    }

    private final Section params;
    private final Environment environment;
    private final Findings findings;

    CacheConfigReader(Section litellmSettings, Environment environment, Findings findings) {
        this.params = litellmSettings.section("cache_params");
        this.environment = environment;
        this.findings = findings;
    }

    static CacheConfig read(Section litellmSettings, Section cache, Environment environment, Findings findings) {
        boolean on = litellmSettings.get(OfLitellm.CACHE);
        return new CacheConfigReader(litellmSettings, environment, findings).read(on, cache);
    }

    private CacheConfig read(boolean on, Section cache) {
        Optional<RedisAddress> redis = on ? RedisAddressReader.read(params, environment) : Optional.empty();
        CacheConfig.Kind kind = on ? kind(params.get(OfParams.TYPE), redis) : CacheConfig.Kind.OFF;
        if (!on) {
            params.acceptAll();
        }
        return new CacheConfig(
                kind,
                kind == CacheConfig.Kind.REDIS ? redis : Optional.empty(),
                params.get(OfParams.TTL),
                params.get(OfParams.NAMESPACE),
                callTypes(params.get(OfParams.CALL_TYPES)),
                params.get(OfParams.MODE) == Mode.DEFAULT_OFF,
                cache.get(SCOPE),
                CacheLimits.read(cache));
    }

    private CacheConfig.Kind kind(String type, Optional<RedisAddress> redis) {
        switch (type) {
            case "local" -> {
                return CacheConfig.Kind.LOCAL;
            }
            case "redis" -> {
                if (redis.isPresent()) {
                    return CacheConfig.Kind.REDIS;
                }
                findings.warn(
                        params.path() + ": names no Redis (host or url, REDIS_HOST or REDIS_URL), so that answers are"
                                + " kept in this gateway's memory alone, as with type: local");
                return CacheConfig.Kind.LOCAL;
            }
            default -> {
                findings.warn(params.path() + ".type: '" + type + "' is not offered here (expected local or redis), so"
                        + " that answers are not kept");
                return CacheConfig.Kind.OFF;
            }
        }
    }

    private Set<String> callTypes(List<String> named) {
        named.stream()
                .filter(name -> !CALL_TYPES.containsKey(name) && !NOT_KEPT.contains(name))
                .forEach(name -> params.problem(
                        OfParams.CALL_TYPES.name(),
                        "has '" + name + "' (expected some of " + String.join(", ", new TreeSet<>(CALL_TYPES.keySet()))
                                + ")"));
        return named.isEmpty()
                ? Set.copyOf(CALL_TYPES.values())
                : named.stream()
                        .filter(CALL_TYPES::containsKey)
                        .map(CALL_TYPES::get)
                        .collect(Collectors.toSet());
    }
}
