package io.callstream.sink.runtime;

import io.callstream.sink.runtime.consume.Bounds;
import java.util.Optional;

/**
 * What an account reads.
 *
 * @param group whose positions say how far it has come
 * @param bounds where it ends; empty to read for good
 * @param job the replay that reads; empty for the running sink
 */
record Reading(String group, Optional<Bounds> bounds, Optional<String> job) {
    static Reading live(SinkPlan plan) {
        return new Reading(SinkGroups.live(plan.name()), Optional.empty(), Optional.empty());
    }
}
