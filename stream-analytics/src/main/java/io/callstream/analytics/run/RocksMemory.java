package io.callstream.analytics.run;

import java.util.Map;
import org.apache.kafka.streams.state.RocksDBConfigSetter;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.Cache;
import org.rocksdb.LRUCache;
import org.rocksdb.Options;
import org.rocksdb.RocksDB;
import org.rocksdb.WriteBufferManager;

/**
 * One memory budget for all stores of this process. Left alone, every store of every partition would take its own, which
 * grows with the number of partitions.
 */
final class RocksMemory implements AutoCloseable {
    /** Key of the Streams configuration under which the budget is passed in. */
    static final String KEY = "callstream.rocksdb.memory";

    private static final long TOTAL_BYTES = 96L << 20;
    private static final long WRITE_BYTES = 32L << 20;
    private static final long ONE_WRITE_BUFFER = 4L << 20;
    private static final long SMALL_MANIFEST = 64L << 10;
    private static final double FOR_INDEXES = 0.1;

    private final Cache cache;
    private final WriteBufferManager writes;

    RocksMemory() {
        RocksDB.loadLibrary();
        this.cache = new LRUCache(TOTAL_BYTES, -1, false, FOR_INDEXES);
        this.writes = new WriteBufferManager(WRITE_BYTES, cache);
    }

    /** Called by Streams for every store it opens; made by Streams, hence public with no arguments. */
    public static final class Setter implements RocksDBConfigSetter {
        @Override
        public void setConfig(String store, Options options, Map<String, Object> configs) {
            if (configs.get(KEY) instanceof RocksMemory memory
                    && options.tableFormatConfig() instanceof BlockBasedTableConfig table) {
                table.setBlockCache(memory.cache);
                table.setCacheIndexAndFilterBlocks(true);
                table.setPinTopLevelIndexAndFilter(true);
                options.setWriteBufferManager(memory.writes);
                options.setWriteBufferSize(ONE_WRITE_BUFFER);
                // By default 4 MiB of disk for each store, most of which are small.
                options.setManifestPreallocationSize(SMALL_MANIFEST);
                options.setTableFormatConfig(table);
            }
        }

        @Override
        public void close(String store, Options options) {
            // the budget is closed when every store is
        }
    }

    @Override
    public void close() {
        writes.close();
        cache.close();
    }
}
