package io.callstream.gateway.server;

/** Answers a request that may take its time. Called on a thread that may wait. */
@FunctionalInterface
public interface PageService {
    Page answer(PageRequest request);
}
