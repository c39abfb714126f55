package io.callstream.spool;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Makes the terminal events of calls that were open when the gateway died. Given to the spool by whoever knows what is in
 * events: the spool keeps bytes.
 *
 * <p>Thread contract: used by the thread that opens the spool, before that returns.
 */
@FunctionalInterface
public interface OrphanEvents {
    /**
     * The event that ends a call: the one that was noted, otherwise one that says the call is lost.
     *
     * @return null when it cannot be made of what was kept; the call then counts as a corrupt record
     */
    @Nullable End end(OpenCall call, Place place);

    /** An encoded event. */
    record End(SpoolKind kind, ByteBuffer body) {}

    /**
     * Where the event will stand.
     *
     * @param gatewayId name of this gateway
     * @param epoch how often its spool was opened, this time included
     * @param lane number of the lane that recovery writes
     * @param seq the event's number in that lane
     * @param largest most bytes that the event may have
     */
    record Place(String gatewayId, long epoch, int lane, long seq, int largest) {}
}
