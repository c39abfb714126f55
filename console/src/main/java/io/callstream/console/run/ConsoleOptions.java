package io.callstream.console.run;

import io.callstream.console.sinks.SinkAccess;
import io.callstream.replay.plan.Conditions;
import io.callstream.settings.Section;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Clock;
import java.util.random.RandomGenerator;

/**
 * What to start.
 *
 * @param config the whole configuration file
 * @param folder a folder of this instance's own; nothing in it has to be kept
 * @param address where it answers; port 0 picks a free one
 * @param sinks those that there are, for replays
 * @param conditions evaluates the expressions of replays
 * @param clock the time
 * @param random not to be guessed: sessions are made of it
 */
public record ConsoleOptions(
        Section config,
        Path folder,
        InetSocketAddress address,
        SinkAccess sinks,
        Conditions conditions,
        Clock clock,
        RandomGenerator random) {}
