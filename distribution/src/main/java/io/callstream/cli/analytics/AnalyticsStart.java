package io.callstream.cli.analytics;

import io.callstream.analytics.run.Analytics;
import io.callstream.analytics.run.AnalyticsOptions;
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
        return Analytics.start(new AnalyticsOptions(
                configuration.open(new Problems()), data.of("analytics"), address, Clock.systemUTC()));
    }
}
