package io.callstream.events.column;

import io.callstream.events.codec.BodyDecoder;
import java.io.IOException;

/** Reads one value and hands it on. */
interface ValueStep {
    void read(BodyDecoder in, ValueSink out) throws IOException;
}
