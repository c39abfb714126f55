package io.callstream.gateway.server;

import io.callstream.gateway.api.ClientApis;
import io.callstream.gateway.auth.ApiKeyStore;
import io.callstream.gateway.call.Calls;

/**
 * What answers the requests of one event loop under one reading of the configuration.
 *
 * @param apis what callers may speak
 * @param crossOrigin what browsers may do
 */
public record LoopServices(Calls calls, ApiKeyStore keys, ClientApis apis, Pages pages, CrossOrigin crossOrigin) {}
