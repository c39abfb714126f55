package io.callstream.sink.objects;

import io.callstream.sink.CallEvent;
import java.io.IOException;
import java.util.List;

/** How events become the bytes of an object. The same events become the same bytes. For any thread. */
public interface Encoding {
    /** What object names end with. */
    String suffix();

    String contentType();

    /** @param events of one kind, at least one */
    byte[] encode(List<CallEvent> events) throws IOException;
}
