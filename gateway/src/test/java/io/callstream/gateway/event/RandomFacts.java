package io.callstream.gateway.event;

import io.callstream.events.id.CallIds;
import io.callstream.events.id.TraceContext;
import io.callstream.gateway.config.ApiKey;
import io.callstream.gateway.config.CallLimits;
import io.callstream.gateway.config.Deployment;
import io.callstream.gateway.config.Endpoint;
import io.callstream.gateway.config.KeyHash;
import io.callstream.gateway.config.Retries;
import io.callstream.gateway.error.GatewayError;
import io.callstream.gateway.usage.Cost;
import io.callstream.gateway.usage.Usage;
import io.callstream.gateway.usage.UsageDetails;
import io.callstream.gateway.usage.UsageSource;
import io.callstream.json.Slice;
import io.callstream.settings.Secret;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Calls with random values in every column, nulls and every script among them. */
final class RandomFacts {
    private static final String[] LETTERS = {"a", "Z", "7", " ", "\"", "\\", "\n", "ä", "ß", "漢", "😀", "\u0000"};

    private final Random random;

    RandomFacts(long seed) {
        random = new Random(seed);
    }

    CallFacts call() {
        UUID id = new CallIds(Clock.systemUTC(), random).next();
        String parent = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
        return new CallFacts(
                id,
                TraceContext.of(id, random.nextBoolean() ? parent : null),
                new Caller(maybe(this::key), client(), labels()),
                asked(),
                Instant.ofEpochMilli(1_700_000_000_000L + random.nextInt(1_000_000)),
                random.nextLong());
    }

    Outcome outcome() {
        return new Outcome(route(), response(), usage(), maybe(this::cost), timing());
    }

    FailureFacts failed() {
        GatewayError[] errors = GatewayError.values();
        return new FailureFacts(
                errors[random.nextInt(errors.length)], text(), random.nextInt(600), random.nextInt(3) * 100, body());
    }

    @Nullable Slice body() {
        return maybe(() -> {
            byte[] around = ("....{\"x\":\"" + text() + "\"}....").getBytes(java.nio.charset.StandardCharsets.UTF_8);
            return new Slice(around, 4, around.length - 8);
        });
    }

    String text() {
        StringBuilder text = new StringBuilder();
        int length = random.nextInt(4) == 0 ? random.nextInt(300) : random.nextInt(12);
        for (int i = 0; i < length; i++) {
            text.append(LETTERS[random.nextInt(LETTERS.length)]);
        }
        return text.toString();
    }

    private ApiKey key() {
        return new ApiKey(
                KeyHash.of(text()), maybe(this::text), maybe(this::text), maybe(this::text), texts(), texts(), texts());
    }

    private Client client() {
        return new Client(maybe(this::text), maybe(this::text), map());
    }

    private RequestMetadata labels() {
        return new RequestMetadata(
                maybe(this::text), maybe(this::text), texts(), map(), random.nextBoolean(), false, texts(), texts());
    }

    private RequestInfo asked() {
        Slice body = body();
        return new RequestInfo(text(), maybe(this::text), random.nextBoolean(), body(), body, number(), List.of());
    }

    private RouteFacts route() {
        List<AttemptFacts> attempts = new ArrayList<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            attempts.add(new AttemptFacts(
                    deployment(),
                    text(),
                    number(),
                    number(),
                    random.nextBoolean() ? 200 + i : 0,
                    maybe(() -> GatewayError.RATE_LIMITED),
                    AttemptReason.values()[random.nextInt(AttemptReason.values().length)]));
        }
        return new RouteFacts(
                maybe(this::deployment),
                maybe(this::text),
                maybe(this::text),
                attempts,
                maybe(this::text),
                random.nextBoolean());
    }

    Deployment deployment() {
        return deployment("");
    }

    /** @param key none if it is empty */
    Deployment deployment(String key) {
        return new Deployment(
                text(),
                text(),
                text(),
                text(),
                new Endpoint(
                        URI.create("http://user:pass@host:8000/v1?key=secret"),
                        key.isEmpty() ? Optional.empty() : Optional.of(new Secret(key)),
                        true),
                new CallLimits(Duration.ofSeconds(1), Duration.ofSeconds(1), Retries.NONE),
                1,
                Optional.empty());
    }

    private ResponseFacts response() {
        Slice own = body();
        ResponseFacts facts =
                new ResponseFacts(number(), body(), maybe(this::text), maybe(this::text), maybe(this::text), map());
        return own == null ? facts : facts.with(ProviderAnswer.of(own, UnaryOperator.identity()));
    }

    private Usage usage() {
        return new Usage(
                count(),
                count(),
                count(),
                new UsageDetails(count(), count(), count(), count(), count()),
                random.nextBoolean() ? UsageSource.PROVIDER : UsageSource.COUNTED);
    }

    private Cost cost() {
        return new Cost(number(), number(), number(), number(), text(), number());
    }

    private Timing timing() {
        return new Timing(count(), number() / 4, count());
    }

    private long count() {
        return random.nextBoolean() ? -1 : number();
    }

    private long number() {
        return random.nextLong(1L << random.nextInt(1, 50));
    }

    private List<String> texts() {
        List<String> texts = new ArrayList<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            texts.add(text());
        }
        return texts;
    }

    private Map<String, String> map() {
        Map<String, String> map = new LinkedHashMap<>();
        texts().forEach(key -> map.put(key, text()));
        return map;
    }

    private <T> @Nullable T maybe(Supplier<T> value) {
        return random.nextBoolean() ? value.get() : null;
    }
}
