package io.callstream.gateway.telemetry;

import io.micrometer.core.instrument.Tags;
import org.jspecify.annotations.Nullable;

/** What calls are told apart by. Every value comes from the configuration, none from a request. */
record CallLabels(String modelGroup, String provider, String team) {
    private static final String NONE = "none";
    private static final String MANY = "other";

    /** Stands for all that are too many to tell apart. */
    static final CallLabels OTHER = new CallLabels(MANY, MANY, MANY);

    static CallLabels of(@Nullable String modelGroup, @Nullable String provider, @Nullable String team) {
        return new CallLabels(orNone(modelGroup), orNone(provider), orNone(team));
    }

    Tags tags() {
        return Tags.of(MetricLabels.MODEL_GROUP, modelGroup, MetricLabels.PROVIDER, provider, MetricLabels.TEAM, team);
    }

    private static String orNone(@Nullable String value) {
        return value == null || value.isEmpty() ? NONE : value;
    }
}
