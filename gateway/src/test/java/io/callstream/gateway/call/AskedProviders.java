package io.callstream.gateway.call;

import io.callstream.gateway.upstream.ProviderWire;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** Finds the connection that waits for an answer, whichever deployment was chosen, and says whose it is. */
final class AskedProviders {
    private final CallRig rig;
    private final Map<ProviderWire, Integer> found = new HashMap<>();

    AskedProviders(CallRig rig) {
        this.rig = rig;
    }

    /** The one with a request that has not been found before. */
    ProviderWire next() {
        for (ProviderWire wire : rig.upstream().wires()) {
            if (wire.count() > found.getOrDefault(wire, 0)) {
                found.put(wire, wire.count());
                return wire;
            }
        }
        throw new AssertionError("no provider is asked");
    }

    /** The deployment that a connection leads to; deployments of the rig are named in their host. */
    static String deployment(ProviderWire wire) {
        String requests = wire.requests();
        int host = requests.indexOf("host: ") + "host: ".length();
        return requests.substring(host, requests.indexOf(".example", host));
    }

    /** A plain answer comes after this time. */
    void answer(ProviderWire wire, Duration time) {
        rig.advance(time);
        wire.answer(200, CallRig.answer("Hi"));
        rig.loop().run();
    }

    /** A stream comes: its first part after one time, and the rest after another one. */
    void stream(ProviderWire wire, Duration first, Duration rest) {
        rig.advance(first);
        wire.beginStream().chunk(CallRig.frame("Hi", null));
        rig.advance(rest);
        wire.chunk(CallRig.frame("", "stop")).chunk("data: [DONE]\n\n").endChunks();
        rig.loop().run();
    }
}
