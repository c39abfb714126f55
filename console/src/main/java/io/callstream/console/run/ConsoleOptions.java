package io.callstream.console.run;

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
 * @param clock the time
 * @param random not to be guessed: sessions are made of it
 */
public record ConsoleOptions(
        Section config, Path folder, InetSocketAddress address, Clock clock, RandomGenerator random) {}
