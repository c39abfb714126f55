package io.callstream.replay.plan;

import io.callstream.reader.RetentionCut;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Events that were asked for and may be gone. */
public final class RetentionGaps {
    private static final int NAMED = 6;

    private RetentionGaps() {}

    /** @throws ReplayRefusedException if there are any, naming partitions and times */
    public static void refuse(List<RetentionCut> cuts) {
        if (cuts.isEmpty()) {
            return;
        }
        String named = cuts.stream().limit(NAMED).map(RetentionCut::describe).collect(Collectors.joining("; "));
        String more = cuts.size() > NAMED ? "; and " + (cuts.size() - NAMED) + " more partitions" : "";
        Optional<Instant> whole =
                cuts.stream().flatMap(cut -> cut.firstTime().stream()).max(Comparator.naturalOrder());
        throw new ReplayRefusedException("events that were asked for are not in the topics any more: " + named + more
                + " ("
                + whole.map(time -> "begin with --from " + time + ", or ").orElse("")
                + "add --accept-gaps to replay what is left)");
    }
}
