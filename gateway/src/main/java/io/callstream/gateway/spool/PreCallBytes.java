package io.callstream.gateway.spool;

import java.nio.ByteBuffer;

/**
 * An encoded pre-call.
 *
 * @param fingerprint of the schema it was written with
 * @param payload the Avro body
 */
record PreCallBytes(long fingerprint, ByteBuffer payload) {}
