package io.callstream.spool;

import java.io.IOException;

/** Something that happens to a spool and its model alike. */
@FunctionalInterface
interface SpoolAction {
    void run(SpoolUnderTest spool) throws IOException;
}
