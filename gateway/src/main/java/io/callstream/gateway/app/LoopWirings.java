package io.callstream.gateway.app;

import io.callstream.gateway.server.LoopScope;
import io.callstream.gateway.server.Pages;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.util.concurrent.EventExecutor;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/** The wiring of all event loops: each has its own, and all take over a changed configuration. */
final class LoopWirings {
    private final Wiring wiring;
    private final LoopParts parts;
    private final Map<EventLoop, LoopWiring> loops = new LinkedHashMap<>();

    private LoopWirings(Wiring wiring, LoopParts parts) {
        this.wiring = wiring;
        this.parts = parts;
    }

    /** Gives every event loop its own, before anything is served. */
    static LoopWirings of(
            Wiring wiring, LoopParts parts, EventLoopGroup group, RandomGenerator seeds, Snapshot snapshot) {
        LoopWirings all = new LoopWirings(wiring, parts);
        Pages pages = parts.pages().apply(snapshot);
        for (EventExecutor each : group) {
            EventLoop loop = (EventLoop) each;
            LoopWiring.Place place =
                    new LoopWiring.Place(loop, all.loops.size(), new SplittableRandom(seeds.nextLong()));
            all.loops.put(loop, new LoopWiring(wiring, parts, place, snapshot, pages));
        }
        wiring.hooks().adopted(snapshot.hooks());
        return all;
    }

    Map<EventLoop, LoopScope> scopes() {
        Map<EventLoop, LoopScope> scopes = new LinkedHashMap<>();
        loops.forEach((loop, each) -> scopes.put(loop, each.scope()));
        return scopes;
    }

    /** Every event loop takes it over; returns when all have. Not to be called on one of them. */
    void adopt(Snapshot snapshot) {
        wiring.management().identities(snapshot.config()); // may read a file, which an event loop must not
        Pages pages = parts.pages().apply(snapshot);
        loops.forEach(
                (loop, each) -> loop.submit(() -> each.adopt(snapshot, pages)).syncUninterruptibly());
        wiring.hooks().adopted(snapshot.hooks());
    }
}
