package io.callstream.gateway.server;

import io.callstream.gateway.limit.ConnectionLimiter;
import io.callstream.gateway.limit.Memory;
import io.netty.channel.EventLoop;
import java.time.Clock;
import java.util.Map;

/** What the server needs: what the connections of each event loop share, and what all loops share. */
public record ServerServices(Map<EventLoop, LoopScope> loops, ConnectionLimiter budget, Memory memory, Clock clock) {
    public ServerServices {
        loops = Map.copyOf(loops);
    }
}
