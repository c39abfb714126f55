package io.callstream.gateway.admin;

import io.callstream.gateway.server.Page;
import io.callstream.json.JsonText;
import io.callstream.spool.SpoolState;
import io.callstream.spool.SpoolStats;
import io.callstream.spool.ship.ShipStats;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Liveness and readiness. A gateway that has started is ready, Kafka or not: calls work, and events wait in the spool; the
 * page says how they do, and is never healthy while events are lost.
 */
public final class HealthPages {
    private static final Page ALIVE = Page.json(200, "\"I'm alive!\"");

    private static final Page STARTING = Page.json(503, "{\"status\":\"starting\"}");

    private HealthPages() {}

    /** What LiteLLM's liveness answers. */
    public static Page liveness() {
        return ALIVE;
    }

    /**
     * How the gateway does.
     *
     * @param events how spool and shipping do; null when no events are recorded
     * @param configuration whether the configuration file as it is now is in use
     * @param starting whether it warms up; it answers all the same
     */
    public record State(@Nullable EventsState events, Configuration configuration, boolean starting) {
        /** Of a gateway that has started. */
        public State(@Nullable EventsState events, Configuration configuration) {
            this(events, configuration, false);
        }
    }

    /** Whether a changed configuration file was taken over. */
    public enum Configuration {
        CURRENT,
        /** The file is wrong; the one before is in use. */
        REJECTED
    }

    public static Page readiness(State state) {
        if (state.starting()) {
            return STARTING;
        }
        String configuration = "\"configuration\":"
                + JsonText.quoted(state.configuration().name().toLowerCase(Locale.ROOT));
        EventsState events = state.events();
        if (events == null) {
            return Page.json(200, "{\"status\":\"healthy\"," + configuration + ",\"events\":{\"told\":false}}");
        }
        SpoolState spool = events.spool().state();
        // Calls work with a full spool, unless it is set to refuse them.
        int status = spool == SpoolState.REFUSING ? 503 : 200;
        String word = spool == SpoolState.KEEPING ? "healthy" : "degraded";
        return Page.json(status, "{\"status\":\"" + word + "\"," + configuration + ",\"events\":" + json(events) + "}");
    }

    /** Where the events are. */
    public record EventsState(SpoolStats spool, ShipStats shipping) {}

    private static String json(EventsState state) {
        SpoolStats spool = state.spool();
        return "{\"told\":true,\"shipping\":" + JsonText.quoted(state.shipping().state())
                + ",\"acknowledged\":" + state.shipping().acknowledged()
                + ",\"refused\":" + state.shipping().refused()
                + ",\"spool\":{\"state\":" + JsonText.quoted(spool.state().word())
                + ",\"used_bytes\":" + spool.usedBytes()
                + ",\"budget_bytes\":" + spool.budgetBytes()
                + ",\"pending_events\":" + spool.pendingRecords()
                + ",\"pending_bytes\":" + spool.pendingBytes()
                + ",\"oldest_pending_ms\":" + spool.oldestPendingMillis()
                + ",\"lost\":" + !spool.losses().isEmpty() + "}}";
    }
}
