package io.callstream.gateway.server;

import io.netty.channel.Channel;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The clients' open connections. Safe for use by several threads. */
final class Connections {
    private final Map<Channel, ClientConnection> open = new ConcurrentHashMap<>();

    void add(Channel channel, ClientConnection client) {
        open.put(channel, client);
        channel.closeFuture().addListener(closed -> open.remove(channel));
    }

    boolean none() {
        return open.isEmpty();
    }

    /** Closes those without a request now, the others after their answers. */
    void closeAfterAnswer() {
        open.forEach((channel, client) -> channel.eventLoop().execute(client::closeAfterAnswer));
    }

    /** Ends the open calls and closes everything. */
    void abandon() {
        open.forEach((channel, client) -> channel.eventLoop().execute(() -> {
            client.call().abandon();
            client.cut();
        }));
    }
}
