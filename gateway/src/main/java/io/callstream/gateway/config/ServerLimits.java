package io.callstream.gateway.config;

import io.callstream.settings.Key;
import io.callstream.settings.Section;

/** How much a client may send. */
public record ServerLimits(int maxBodyBytes, int maxHeaderBytes, int maxConnections, long maxMemoryBytes) {
    static final Key<Integer> MAX_BODY = Key.bytes("max_body_bytes")
            .min("1KiB")
            .max("1GiB")
            .as(Math::toIntExact)
            .byDefault("32MiB")
            .says("Largest request body; larger ones get 413.");
    static final Key<Integer> MAX_HEADER = Key.bytes("max_header_bytes")
            .min("1KiB")
            .max("16MiB")
            .as(Math::toIntExact)
            .byDefault("32KiB")
            .says("Largest request head; larger ones get 431.");
    static final Key<Integer> MAX_CONNECTIONS = Key.integer("max_connections")
            .min("1")
            .max("10000000")
            .byDefault("10000")
            .says("Client connections open at once; further ones get 503 and are closed.");
    static final Key<Long> MAX_MEMORY = Key.bytes("max_memory_bytes")
            .max("1024GiB")
            .expecting(bytes -> bytes == 0 || bytes >= 1 << 20, "0, for three tenths of the heap, or at least 1MiB")
            .byDefault("0")
            .says("Memory for requests and answers under way, all together; what does not fit gets 503. 0 takes three"
                    + " tenths of the heap.");

    static ServerLimits read(Section server) {
        return new ServerLimits(
                server.get(MAX_BODY), server.get(MAX_HEADER), server.get(MAX_CONNECTIONS), server.get(MAX_MEMORY));
    }
}
