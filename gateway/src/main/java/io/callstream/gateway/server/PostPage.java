package io.callstream.gateway.server;

import java.util.function.Consumer;

/** Answers what is posted to a path that is no call. Called on the connection's event loop, which it must not hold up. */
public interface PostPage {
    /**
     * Answers a request of somebody who may ask.
     *
     * @param then takes the answer, once, on the same event loop, now or later
     */
    void answer(PostRequest request, Consumer<Page> then);
}
