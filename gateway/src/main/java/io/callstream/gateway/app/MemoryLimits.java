package io.callstream.gateway.app;

import io.callstream.gateway.config.ServerLimits;
import io.callstream.gateway.limit.Memory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says at start how heap and limits fit together. */
final class MemoryLimits {
    private static final Logger log = LoggerFactory.getLogger(MemoryLimits.class);
    private static final long MIB = 1 << 20;

    private MemoryLimits() {}

    static void say(ServerLimits limits, Memory memory) {
        long heap = Runtime.getRuntime().maxMemory();
        log.info(
                "memory: heap_mib={} for_requests_and_answers_mib={}",
                heap / MIB,
                memory.all().most() / MIB);
        if (limits.maxBodyBytes() > memory.all().most()) {
            log.warn(
                    "request bodies of callstream.server.max_body_bytes do not fit into the memory for requests: larger ones"
                            + " than {} MiB get 413; give the process more heap (-Xmx), or lower max_body_bytes",
                    memory.all().most() / MIB);
        }
        if (memory.all().most() > heap / 2) {
            log.warn(
                    "callstream.server.max_memory_bytes is more than half of the heap of {} MiB: the process may run out of"
                            + " memory; give it more heap (-Xmx), or lower max_memory_bytes",
                    heap / MIB);
        }
    }
}
