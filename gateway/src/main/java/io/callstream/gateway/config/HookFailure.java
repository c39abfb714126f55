package io.callstream.gateway.config;

/** What becomes of a call whose hook fails: takes too long, throws, cannot be asked, or wants what cannot be. */
public enum HookFailure {
    FAIL_OPEN,
    FAIL_CLOSED
}
