package io.callstream.gateway.call;

import io.callstream.gateway.error.CallError;
import io.callstream.gateway.event.Annotations;
import io.netty.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/** Decides about a call while its provider is being asked. Runs on the call's event loop and never blocks. */
public interface CallCheck {
    /**
     * Begins to decide.
     *
     * @return completed on the call's event loop; cancelled when nobody is interested any more
     */
    Future<Result> begin();

    /**
     * What was decided.
     *
     * @param rejection what the client gets in place of its answer; null to let that pass
     * @param annotations what the call's last event says as well
     */
    record Result(@Nullable CallError rejection, Annotations annotations) {}
}
