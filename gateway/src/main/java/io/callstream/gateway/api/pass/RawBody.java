package io.callstream.gateway.api.pass;

import io.callstream.gateway.provider.ProviderBody;
import io.callstream.json.Slice;
import io.netty.buffer.ByteBuf;
import java.util.List;

/** A body as it came. */
record RawBody(Slice bytes) implements ProviderBody {
    @Override
    public int length() {
        return bytes.length();
    }

    @Override
    public void writeTo(ByteBuf out) {
        out.writeBytes(bytes.array(), bytes.offset(), bytes.length());
    }

    @Override
    public byte[] toBytes() {
        return bytes.toBytes();
    }

    @Override
    public List<Slice> pieces() {
        return List.of(bytes);
    }
}
