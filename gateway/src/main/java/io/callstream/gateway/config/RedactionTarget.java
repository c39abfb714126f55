package io.callstream.gateway.config;

/** Where a rule of redaction applies. */
public enum RedactionTarget {
    EVENTS,
    PROVIDER
}
