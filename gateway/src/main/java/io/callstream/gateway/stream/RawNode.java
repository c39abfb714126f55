package io.callstream.gateway.stream;

import io.callstream.gateway.json.Slice;

/** A value taken as it came; the last one stands. */
final class RawNode implements Node {
    private final Bytes json = new Bytes(16);

    RawNode(Slice value) {
        json.add(value);
    }

    void replace(Slice value) {
        json.clear();
        json.add(value);
    }

    @Override
    public void write(Bytes out) {
        out.add(json.slice());
    }
}
