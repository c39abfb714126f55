package io.callstream.analytics.run;

import io.callstream.analytics.spend.Rating;
import io.callstream.settings.Section;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Clock;

/**
 * What to start.
 *
 * @param config the whole configuration file
 * @param folder a folder of this instance's own; what stands there is made anew from Kafka when it is lost
 * @param address where it answers; port 0 picks a free one
 * @param rating what calls are entered into the ledger with
 * @param clock the time
 */
public record AnalyticsOptions(Section config, Path folder, InetSocketAddress address, Rating rating, Clock clock) {}
