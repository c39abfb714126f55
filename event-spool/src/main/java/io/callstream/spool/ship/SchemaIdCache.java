package io.callstream.spool.ship;

import io.callstream.spool.ship.SchemaIds.WrittenAs;
import java.util.Map;

/** Where ids of schemas outlive the process, so that shipping can begin before the registry answers. */
interface SchemaIdCache {
    /** Keeps nothing: for records that go nowhere. */
    SchemaIdCache NONE = new SchemaIdCache() {
        @Override
        public Map<WrittenAs, Integer> read() {
            return Map.of();
        }

        @Override
        public void write(Map<WrittenAs, Integer> ids) {}
    };

    /** What was written last; empty when that cannot be read. */
    Map<WrittenAs, Integer> read();

    void write(Map<WrittenAs, Integer> ids);
}
