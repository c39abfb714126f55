package io.callstream.spool;

import java.io.IOException;

/**
 * An open spool's folder.
 *
 * @param kinds that this build writes
 */
record SpoolDisk(
        SpoolOptions options,
        DirectoryLock lock,
        GatewayIdentity identity,
        SegmentStore store,
        SchemaFolder schemas,
        KindTable kinds) {

    static SpoolDisk open(SpoolOptions options, SpoolKinds kinds, BlockAllocator allocator) throws IOException {
        PrivateFiles.createFolder(options.directory());
        DirectoryLock lock = DirectoryLock.take(options.directory());
        try {
            SchemaFolder schemas = new SchemaFolder(options.directory());
            KindTable table = schemas.keep(kinds);
            SegmentStore store = new SegmentStore(options, allocator);
            GatewayIdentity identity = GatewayIdentity.start(options.directory(), options.gatewayId());
            return new SpoolDisk(options, lock, identity, store, schemas, table);
        } catch (IOException | RuntimeException e) {
            lock.close();
            throw e;
        }
    }

    SegmentHeader firstHeader(int lane) {
        return new SegmentHeader(identity.epoch(), lane, 0, kinds);
    }

    void close() throws IOException {
        store.trim();
        lock.close();
    }
}
