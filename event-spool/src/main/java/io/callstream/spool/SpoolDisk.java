package io.callstream.spool;

import io.callstream.files.DirectoryLock;
import io.callstream.files.OwnerOnly;
import java.io.IOException;
import java.nio.file.Path;

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
        OwnerOnly.closeFolder(options.directory());
        DirectoryLock lock = lock(options.directory());
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

    private static DirectoryLock lock(Path directory) throws IOException {
        DirectoryLock lock = DirectoryLock.tryTake(directory.resolve("lock"));
        if (lock == null) {
            throw new SpoolException("spool " + directory
                    + " is in use by another gateway: stop it, or give this one a folder of its own");
        }
        return lock;
    }

    SegmentHeader firstHeader(int lane) {
        return new SegmentHeader(identity.epoch(), lane, 0, kinds);
    }

    void close() throws IOException {
        store.trim();
        lock.close();
    }
}
