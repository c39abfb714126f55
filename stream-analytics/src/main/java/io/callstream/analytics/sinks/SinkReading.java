package io.callstream.analytics.sinks;

/**
 * How a sink was doing when it was last looked at.
 *
 * @param held whether it is held or has stopped, and somebody has to look
 * @param lag records that it has not delivered
 * @param reason why it is held; empty when it is not
 */
public record SinkReading(boolean held, long lag, String reason) {}
