package io.callstream.gateway.stage.hook;

import io.callstream.gateway.config.HookConfig;
import io.callstream.hook.RequestHook;

/** A hook, how it is to be asked, and what is counted of that. Safe for all threads. */
record ConfiguredHook(HookConfig config, RequestHook hook, HookMeter meter) {}
