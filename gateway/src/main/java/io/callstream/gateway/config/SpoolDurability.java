package io.callstream.gateway.config;

/** What a call waits for before it leaves for the provider. */
public enum SpoolDurability {
    /** Its pre-call event is in the spool and survives the death of the process. */
    SPOOLED,
    /** Its pre-call event is on the disk and survives the loss of power. */
    FSYNCED,
    /** Its pre-call event is in Kafka. */
    ACKED
}
