package io.callstream.gateway.config;

/** What events keep of the bodies of requests and answers. */
public enum Capture {
    /** The bodies, in the events; those that are too large for Kafka by reference. */
    FULL,
    /** Every body in a file of its own, the event holding where it is, its hash and its length. */
    REFERENCE,
    /** Nothing but the sizes. */
    NONE
}
