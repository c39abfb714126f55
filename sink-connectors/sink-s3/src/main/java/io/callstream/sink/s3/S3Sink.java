package io.callstream.sink.s3;

import io.callstream.sink.CallEvent;
import io.callstream.sink.Delivery;
import io.callstream.sink.Sink;
import io.callstream.sink.objects.Encoding;
import io.callstream.sink.objects.EventObject;
import java.io.IOException;
import java.util.List;

/**
 * Makes one object of each kind and day in a batch. Objects are named by the events in them, so that a batch that is sent
 * again overwrites what it left.
 */
public final class S3Sink implements Sink {
    private final ObjectStore store;
    private final String prefix;
    private final Encoding encoding;

    S3Sink(ObjectStore store, String prefix, Encoding encoding) {
        this.store = store;
        this.prefix = prefix;
        this.encoding = encoding;
    }

    @Override
    public Delivery deliver(List<CallEvent> batch) throws IOException {
        for (EventObject object : EventObject.split(batch, encoding.suffix())) {
            Delivery stored =
                    store.put(prefix + object.name(), encoding.contentType(), encoding.encode(object.events()));
            if (!(stored instanceof Delivery.Delivered)) {
                return stored;
            }
        }
        return Delivery.delivered();
    }

    @Override
    public void close() {
        store.close();
    }
}
