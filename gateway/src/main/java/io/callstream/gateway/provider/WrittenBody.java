package io.callstream.gateway.provider;

import io.netty.buffer.ByteBuf;

/** A body that has been written. */
record WrittenBody(byte[] toBytes) implements ProviderBody {
    @Override
    public int length() {
        return toBytes.length;
    }

    @Override
    public void writeTo(ByteBuf out) {
        out.writeBytes(toBytes);
    }
}
