package io.callstream.gateway.upstream;

import io.netty.channel.EventLoop;
import io.netty.util.concurrent.Future;

/** Makes connections to one provider address. Only for its event loop. */
interface Connector {
    EventLoop loop();

    /** The future completes on the loop, with a connection that requests can be sent on at once. */
    Future<UpstreamConnection> connect(ConnectionPool pool);
}
