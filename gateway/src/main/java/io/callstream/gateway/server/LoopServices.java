package io.callstream.gateway.server;

import io.callstream.gateway.auth.KeyRing;
import io.callstream.gateway.exchange.Calls;
import io.callstream.gateway.upstream.DeadlineSweep;
import io.callstream.gateway.upstream.FlushRound;

/** What the connections of one event loop share. */
public record LoopServices(Calls calls, KeyRing keys, Pages pages, DeadlineSweep sweep, FlushRound flushes) {}
