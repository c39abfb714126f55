package io.callstream.gateway.provider;

import io.netty.buffer.ByteBuf;

/** A request's body on its way to a provider. */
public interface ProviderBody {
    /** Bytes of it. */
    int length();

    void writeTo(ByteBuf out);

    byte[] toBytes();
}
