package io.callstream.events.topic;

/** Names of the consumer groups of analytics, whose positions say how far it has come. */
public final class AnalyticsGroups {
    /** The topology that makes a row of each call. */
    public static final String CALLS = "calls";

    private static final String PREFIX = "callstream-analytics-";

    private AnalyticsGroups() {}

    /** @param topology a topology's name */
    public static String of(String topology) {
        return PREFIX + topology;
    }
}
