package io.callstream.replay.plan;

import io.callstream.events.EventKind;
import java.util.OptionalLong;
import java.util.Set;

/**
 * Which events of a range are wanted.
 *
 * @param kinds of these kinds; empty for all that the sink hears of
 * @param filter those that it lets through
 * @param limit the oldest so many; empty for all
 */
public record Selection(Set<EventKind> kinds, Filter filter, OptionalLong limit) {
    public static final Selection ALL = new Selection(Set.of(), Filter.ALL, OptionalLong.empty());

    /** @throws ReplayRefusedException if the limit allows nothing */
    public Selection {
        kinds = Set.copyOf(kinds);
        if (limit.isPresent() && limit.getAsLong() < 1) {
            throw new ReplayRefusedException("--limit " + limit.getAsLong() + " allows nothing (expected at least 1)");
        }
    }
}
