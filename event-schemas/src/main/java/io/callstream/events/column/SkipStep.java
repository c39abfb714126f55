package io.callstream.events.column;

import io.callstream.events.codec.BodyDecoder;
import java.io.IOException;

/** Passes one value without making anything of it. */
interface SkipStep {
    void skip(BodyDecoder in) throws IOException;
}
