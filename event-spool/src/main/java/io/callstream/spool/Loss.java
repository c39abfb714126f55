package io.callstream.spool;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Records of one lane that were lost for one reason within a stretch of sequence numbers.
 *
 * @param kind kind word of the records; null when the damage left none readable
 * @param count how many; for damage the most it can be, because shed records leave the same gap
 * @param firstSeq smallest sequence number among them
 * @param lastSeq largest sequence number among them
 */
record Loss(long epoch, int lane, @Nullable String kind, LossReason reason, long count, long firstSeq, long lastSeq) {

    /** Everything from the first number to the last is unreadable, whatever it was. */
    static Loss corrupt(LaneLog log, long firstSeq, long lastSeq) {
        return new Loss(log.epoch(), log.lane(), null, LossReason.CORRUPT, lastSeq - firstSeq + 1, firstSeq, lastSeq);
    }

    boolean sameCause(Loss other) {
        return epoch == other.epoch && lane == other.lane && reason == other.reason && Objects.equals(kind, other.kind);
    }

    Loss plus(Loss other) {
        return new Loss(
                epoch,
                lane,
                kind,
                reason,
                count + other.count,
                Math.min(firstSeq, other.firstSeq),
                Math.max(lastSeq, other.lastSeq));
    }

    String line() {
        return "epoch=" + epoch + " lane=" + lane + " kind=" + (kind == null ? "unknown" : kind) + " reason="
                + reason.word() + " count=" + count + " first_seq=" + firstSeq + " last_seq=" + lastSeq;
    }
}
