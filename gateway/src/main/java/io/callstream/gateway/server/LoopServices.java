package io.callstream.gateway.server;

import io.callstream.gateway.api.ClientApis;
import io.callstream.gateway.auth.ApiKeyStore;
import io.callstream.gateway.call.Calls;
import io.callstream.gateway.upstream.DeadlineScanner;
import io.callstream.gateway.upstream.FlushBatcher;

/** What the connections of one event loop share. */
public record LoopServices(
        Calls calls, ApiKeyStore keys, ClientApis apis, Pages pages, DeadlineScanner sweep, FlushBatcher flushes) {}
