package io.callstream.cli.analytics;

import io.callstream.analytics.config.AnalyticsConfig;
import io.callstream.analytics.run.Analytics;
import io.callstream.analytics.run.AnalyticsOptions;
import io.callstream.analytics.spend.Rating;
import io.callstream.cli.config.Configuration;
import io.callstream.cli.run.DataDirOption;
import io.callstream.settings.Problems;
import java.net.InetSocketAddress;
import java.time.Clock;

/** Starts analytics for commands. */
public final class AnalyticsStart {
    private AnalyticsStart() {}

    /**
     * Starts analytics and returns when its port answers.
     *
     * @throws io.callstream.settings.SettingsException naming every wrong setting, and topics that are missing
     */
    public static Analytics start(Configuration configuration, DataDirOption data, InetSocketAddress address) {
        AnalyticsConfig config = AnalyticsConfig.of(configuration.open(new Problems()));
        Rating rating = config.analytics()
                .prices()
                .map(prices -> PriceFileRating.of(configuration, prices))
                .orElse(Rating.RECORDED);
        return Analytics.start(new AnalyticsOptions(
                configuration.open(new Problems()), data.of("analytics"), address, rating, Clock.systemUTC()));
    }
}
