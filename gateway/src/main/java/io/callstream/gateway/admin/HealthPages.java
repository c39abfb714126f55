package io.callstream.gateway.admin;

import io.callstream.gateway.error.JsonText;
import io.callstream.gateway.server.Page;
import io.callstream.gateway.ship.ShipStats;
import io.callstream.gateway.spool.SpoolStats;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Liveness and readiness. A gateway that answers is ready, Kafka or not: calls work, and events wait in the spool; the
 * page says how they do.
 */
public final class HealthPages {
    private static final Page ALIVE = Page.json(200, "\"I'm alive!\"");

    private HealthPages() {}

    /** What LiteLLM's liveness answers. */
    public static Page liveness() {
        return ALIVE;
    }

    /** @param events how spool and shipping do; null when no events are told */
    public static Page readiness(@Nullable Supplier<EventsState> events) {
        String state = events == null ? "{\"told\":false}" : json(events.get());
        return Page.json(200, "{\"status\":\"healthy\",\"events\":" + state + "}");
    }

    /** Where the events are. */
    public record EventsState(SpoolStats spool, ShipStats shipping) {}

    private static String json(EventsState state) {
        SpoolStats spool = state.spool();
        return "{\"told\":true,\"shipping\":" + JsonText.quoted(state.shipping().state())
                + ",\"acknowledged\":" + state.shipping().acknowledged()
                + ",\"refused\":" + state.shipping().refused()
                + ",\"spool\":{\"used_bytes\":" + spool.usedBytes()
                + ",\"budget_bytes\":" + spool.budgetBytes()
                + ",\"pending_events\":" + spool.pendingRecords()
                + ",\"pending_bytes\":" + spool.pendingBytes()
                + ",\"oldest_pending_ms\":" + spool.oldestPendingMillis()
                + ",\"lost\":" + !spool.losses().isEmpty() + "}}";
    }
}
