package io.callstream.spool;

import java.io.IOException;
import java.util.List;

/**
 * An open spool's folder.
 *
 * @param fingerprints of the schemas this build writes with, by code of the kind
 */
record SpoolDisk(
        SpoolOptions options,
        DirectoryLock lock,
        GatewayIdentity identity,
        SegmentStore store,
        SchemaFolder schemas,
        List<Long> fingerprints) {

    static SpoolDisk open(SpoolOptions options, BlockAllocator allocator) throws IOException {
        PrivateFiles.createFolder(options.directory());
        DirectoryLock lock = DirectoryLock.take(options.directory());
        try {
            SchemaFolder schemas = new SchemaFolder(options.directory());
            List<Long> fingerprints = schemas.keepCurrent();
            SegmentStore store = new SegmentStore(options, allocator);
            GatewayIdentity identity = GatewayIdentity.start(options.directory(), options.gatewayId());
            return new SpoolDisk(options, lock, identity, store, schemas, fingerprints);
        } catch (IOException | RuntimeException e) {
            lock.close();
            throw e;
        }
    }

    SegmentHeader firstHeader(int lane) {
        return new SegmentHeader(identity.epoch(), lane, 0, fingerprints);
    }

    void close() throws IOException {
        store.trim();
        lock.close();
    }
}
