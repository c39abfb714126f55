package io.callstream.gateway.provider;

import io.callstream.json.Slice;
import io.netty.buffer.ByteBuf;
import java.util.List;

/** A request's body on its way to a provider. */
public interface ProviderBody {
    /** One that was written for a provider. */
    static ProviderBody of(byte[] bytes) {
        return new WrittenBody(bytes);
    }

    /** Bytes of it. */
    int length();

    void writeTo(ByteBuf out);

    byte[] toBytes();

    /** The same in parts that need no copy; they must not change until the request is over. */
    default List<Slice> pieces() {
        return List.of(Slice.of(toBytes()));
    }
}
