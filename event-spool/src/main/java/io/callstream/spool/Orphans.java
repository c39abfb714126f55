package io.callstream.spool;

import org.jspecify.annotations.Nullable;

/** Asks for the terminal events of calls that were open, with everything that is known of them. */
final class Orphans {
    private final OrphanEvents events;
    private final GatewayIdentity identity;
    private final SchemaFolder schemas;

    Orphans(OrphanEvents events, GatewayIdentity identity, SchemaFolder schemas) {
        this.events = events;
        this.identity = identity;
        this.schemas = schemas;
    }

    OrphanEvents.@Nullable End end(CallKey call, PreCallBytes preCall, long seq, int largest) {
        PreCallBytes.NotedEnd noted = preCall.end();
        OpenCall open = new OpenCall(
                call,
                new OpenCall.Kept(schemas.find(preCall.fingerprint()), preCall.payload()),
                noted == null ? null : new OpenCall.Kept(schemas.find(noted.fingerprint()), noted.payload()));
        OrphanEvents.End end = events.end(
                open,
                new OrphanEvents.Place(identity.gatewayId(), identity.epoch(), OrphanedCallLog.LANE, seq, largest));
        return end == null || end.body().remaining() > largest ? null : end;
    }
}
