package io.callstream.cli.analytics;

import io.callstream.analytics.serde.Ends;
import io.callstream.analytics.spend.Rating;
import io.callstream.cli.config.Configuration;
import io.callstream.gateway.config.GatewayConfig;
import io.callstream.gateway.usage.Answered;
import io.callstream.gateway.usage.Cost;
import io.callstream.gateway.usage.PricedModel;
import io.callstream.gateway.usage.Pricing;
import io.callstream.gateway.usage.TierWords;
import io.callstream.gateway.usage.Usage;
import io.callstream.gateway.usage.UsageDetails;
import io.callstream.gateway.usage.UsageSource;
import io.callstream.settings.Problems;
import java.nio.file.Path;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/**
 * Rates calls of the past by another price map, and in the same way as the gateway rates them: prices that the configuration gives
 * a deployment count first. Safe for use by several threads.
 */
final class PriceFileRating implements Rating {
    private final Pricing pricing;

    private PriceFileRating(Pricing pricing) {
        this.pricing = pricing;
    }

    /** @throws io.callstream.settings.SettingsException if the file cannot be read or is no price map */
    static Rating of(Configuration configuration, Path prices) {
        // Of the gateway's part only deployments' own prices count; what else may be wrong with it is the gateway's to
        // say.
        GatewayConfig config = GatewayConfig.read(configuration.open(new Problems()), configuration.environment());
        return new PriceFileRating(Pricing.load(config.calls().prices().of(prices), config.deployments()));
    }

    @Override
    public Optional<Long> costNanoUsd(SpecificRecord end) {
        if (Boolean.TRUE.equals(Ends.value(end, "cache_hit"))) {
            return Ends.number(end, "cost_nano_usd"); // the provider was not asked
        }
        String model = Ends.text(end, "model");
        String provider = Ends.text(end, "provider");
        if (model == null || provider == null) {
            return Optional.empty();
        }
        PricedModel priced = new PricedModel(
                Optional.ofNullable(Ends.text(end, "deployment_id")).orElse(""), provider, model);
        Cost cost = pricing.cost(priced, Answered.as(Ends.text(end, "response_model"), tier(end)), usage(end));
        return Optional.ofNullable(cost).map(Cost::total);
    }

    /** What the answer says of it, else what the request asked for, as far as events hold them. */
    private static @Nullable String tier(SpecificRecord end) {
        String answered = TierWords.inText(Ends.text(end, "response_body"));
        return answered == null ? TierWords.inText(Ends.text(end, "parameters")) : answered;
    }

    private static Usage usage(SpecificRecord end) {
        return new Usage(
                tokens(end, "prompt_tokens"),
                tokens(end, "completion_tokens"),
                tokens(end, "total_tokens"),
                new UsageDetails(
                        tokens(end, "cache_read_tokens"),
                        tokens(end, "cache_creation_tokens"),
                        tokens(end, "reasoning_tokens"),
                        tokens(end, "prompt_audio_tokens"),
                        tokens(end, "completion_audio_tokens")),
                UsageSource.PROVIDER);
    }

    private static long tokens(SpecificRecord end, String column) {
        return Ends.number(end, column).orElse(Usage.UNKNOWN);
    }
}
