package io.callstream.gateway.call;

import io.callstream.gateway.event.EventRecorder;
import io.callstream.gateway.upstream.Upstreams;
import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.Ticker;

/**
 * What the calls of one event loop share. Only for that loop.
 *
 * @param ticker the time that calls are measured by
 */
record CallLoop(
        CallRules rules,
        EventRecorder recorder,
        Upstreams upstreams,
        EventExecutor executor,
        Ticker ticker,
        UsageRefusals usageRefusals) {}
