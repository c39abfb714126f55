package io.callstream.sink.s3;

import io.callstream.sink.CallEvent;
import io.callstream.sink.Delivery;
import io.callstream.sink.Sink;
import io.callstream.sink.http.IdempotencyKey;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/**
 * Makes one object of each kind and day in a batch. Objects are named by the events in them, so that a batch that is sent
 * again overwrites what it left.
 */
public final class S3Sink implements Sink {
    /** Enough of the digest to tell objects of a day apart. */
    private static final int NAME = 32;

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
        for (Map.Entry<String, List<CallEvent>> part : Partition.split(batch).entrySet()) {
            Delivery stored = store(part.getKey(), part.getValue());
            if (!(stored instanceof Delivery.Delivered)) {
                return stored;
            }
        }
        return Delivery.delivered();
    }

    private Delivery store(String folder, List<CallEvent> events) throws IOException {
        String name = IdempotencyKey.of(events).substring(0, NAME) + encoding.suffix();
        return store.put(prefix + folder + name, encoding.contentType(), encoding.encode(events));
    }

    @Override
    public void close() {
        store.close();
    }
}
