package io.callstream.cli.demo;

import io.callstream.events.ChunkEvent;
import io.callstream.events.FailureEvent;
import io.callstream.events.PreCallEvent;
import io.callstream.events.SuccessEvent;
import io.callstream.sink.CallEvent;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Proves completeness by the numbers in the events: within each lane of a gateway's run they count from 0 without a gap.
 * For one thread.
 */
public final class SequenceCheck {
    private final Map<String, BitSet> lanes = new TreeMap<>();

    public void add(CallEvent event) {
        String lane = event.match(
                (PreCallEvent e) -> lane(e.getGatewayId(), e.getGatewayEpoch(), e.getLane()),
                (ChunkEvent e) -> lane(e.getGatewayId(), e.getGatewayEpoch(), e.getLane()),
                (SuccessEvent e) -> lane(e.getGatewayId(), e.getGatewayEpoch(), e.getLane()),
                (FailureEvent e) -> lane(e.getGatewayId(), e.getGatewayEpoch(), e.getLane()));
        long seq = event.match(PreCallEvent::getSeq, ChunkEvent::getSeq, SuccessEvent::getSeq, FailureEvent::getSeq);
        lanes.computeIfAbsent(lane, name -> new BitSet()).set(Math.toIntExact(seq));
    }

    /** One line for each lane that lacks numbers below its highest. */
    public List<String> gaps() {
        List<String> gaps = new ArrayList<>();
        lanes.forEach((lane, seen) -> {
            int missing = seen.length() - seen.cardinality();
            if (missing > 0) {
                gaps.add(lane + " lacks " + missing + " events, the first is seq " + seen.nextClearBit(0));
            }
        });
        return gaps;
    }

    private static String lane(String gateway, long epoch, int lane) {
        return "gateway " + gateway + " run " + epoch + " lane " + lane;
    }
}
