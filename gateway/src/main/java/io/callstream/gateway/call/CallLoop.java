package io.callstream.gateway.call;

import io.callstream.gateway.event.EventRecorder;
import io.callstream.gateway.upstream.Upstreams;
import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.Ticker;
import java.util.List;
import java.util.concurrent.Executor;

/**
 * What the calls of one event loop share. Only for that loop.
 *
 * @param stages decide about each call, in this order
 * @param elsewhere goes through long requests; may reject what is too much
 * @param ticker the time that calls are measured by
 */
record CallLoop(
        CallRules rules,
        List<Stage> stages,
        EventRecorder recorder,
        Upstreams upstreams,
        EventExecutor executor,
        Executor elsewhere,
        Ticker ticker,
        UsageRefusals usageRefusals) {}
