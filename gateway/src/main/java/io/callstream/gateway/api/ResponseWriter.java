package io.callstream.gateway.api;

import io.callstream.gateway.provider.Delta;
import io.netty.buffer.ByteBuf;

/** Writes one answer in an API's form, as its deltas come. For one answer and one thread. */
public interface ResponseWriter {
    /** Media type of what is written. */
    String contentType();

    /** Writes what can be written now; of a plain answer that is nothing. */
    void write(Delta delta, ByteBuf out);

    /** Writes the rest: no delta follows. */
    void end(ByteBuf out);
}
