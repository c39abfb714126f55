package io.callstream.gateway.stage.cache;

import io.callstream.gateway.cache.AnswerCache;
import io.callstream.gateway.cache.AnswerKey;
import io.callstream.gateway.cache.CacheCounters;
import io.callstream.gateway.cache.KeptAnswer;
import io.callstream.gateway.call.PendingCall;
import io.callstream.gateway.call.Stage;
import io.callstream.gateway.call.Step;
import io.callstream.gateway.call.StoredResponse;
import io.callstream.gateway.config.CacheConfig;
import io.callstream.gateway.provider.ApiRequest;
import io.callstream.gateway.provider.Operation;
import io.callstream.gateway.usage.Cost;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.Promise;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Gives an answer that somebody else got to the same request, and keeps those of requests that none was found for. */
public final class CacheStage implements Stage {
    private final CacheConfig config;
    private final AnswerCache cache;
    private final CacheCounters counters;
    private final KeptAnswers answers;
    private final AnswerKeys keys;
    private final Clock clock;

    public CacheStage(CacheConfig config, AnswerCache cache, CacheCounters counters, KeptAnswers answers, Clock clock) {
        this.config = config;
        this.cache = cache;
        this.counters = counters;
        this.answers = answers;
        this.keys = new AnswerKeys(config.scope());
        this.clock = clock;
    }

    @Override
    public String name() {
        return "cache";
    }

    @Override
    public Step run(PendingCall call) {
        ApiRequest asked = call.asked();
        Operation operation = call.request().endpoint().operation();
        if (asked == null || !config.callTypes().contains(operation.callType())) {
            return Step.CONTINUE;
        }
        CacheWish wish =
                CacheWish.of(config, asked.cacheControl(), call.request().headers());
        if (wish.nothing()) {
            return Step.CONTINUE;
        }
        AnswerKey key = keys.of(wish.namespace(), operation, call);
        if (wish.keeps()) {
            call.whenAnswered(new AnswerKeeper(cache, key, wish.ttl(), config.limits(), call.firstAttempt(), clock));
        }
        return wish.reads() ? look(call, asked, key, wish.maxAge()) : Step.CONTINUE;
    }

    private Step look(PendingCall call, ApiRequest asked, AnswerKey key, @Nullable Duration maxAge) {
        AnswerCache.Lookup lookup = cache.find(key, call.executor());
        if (lookup instanceof AnswerCache.Lookup.Later later) {
            return new Step.Later(later(
                    call, later.answer(), found -> step(call, asked, key, young(found.orElse(null), maxAge))));
        }
        KeptAnswer here = lookup instanceof AnswerCache.Lookup.Here found ? found.answer() : null;
        return step(call, asked, key, young(here, maxAge));
    }

    private static Future<Step> later(
            PendingCall call, Future<Optional<KeptAnswer>> lookup, Function<Optional<KeptAnswer>, Step> decide) {
        Promise<Step> step = call.executor().newPromise();
        lookup.addListener((Future<Optional<KeptAnswer>> done) -> {
            if (!step.isDone()) {
                step.trySuccess(decide.apply(done.isSuccess() ? done.getNow() : Optional.empty()));
            }
        });
        return step;
    }

    private @Nullable KeptAnswer young(@Nullable KeptAnswer answer, @Nullable Duration maxAge) {
        boolean old = answer != null
                && maxAge != null
                && Duration.between(answer.keptAt(), clock.instant()).compareTo(maxAge) > 0;
        return old ? null : answer;
    }

    private Step step(PendingCall call, ApiRequest asked, AnswerKey key, @Nullable KeptAnswer answer) {
        StoredResponse response = answer == null ? null : answers.response(call.request(), asked, key, answer);
        if (response == null) {
            counters.miss();
            return Step.CONTINUE;
        }
        Cost cost = response.recorded().cost();
        counters.hit(cost == null ? -1 : cost.saved());
        return new Step.Reply(response);
    }
}
