package io.callstream.gateway.net;

import io.netty.channel.Channel;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;

/**
 * Sends what was written to several connections at the end of the event loop's round. The loop first reads from all
 * sockets that are ready: bytes sent one by one in between would wake their receiver for each of them, and waking is what
 * costs most of a send on a busy machine. With a single call under way nothing is put off for longer than its own
 * handling takes. Only for that loop's thread.
 */
public final class FlushBatcher {
    private final Executor loop;
    private final List<Channel> written = new ArrayList<>();
    private final Runnable send = this::send;

    /** @param loop runs what it is given after the round that is under way */
    public FlushBatcher(Executor loop) {
        this.loop = loop;
    }

    /** Sends what has been written to the channel before the loop waits for sockets again. */
    public void add(Channel channel) {
        if (written.isEmpty()) {
            loop.execute(send);
        }
        written.add(channel);
    }

    private void send() {
        for (int i = 0; i < written.size(); i++) {
            written.get(i).flush();
        }
        written.clear();
    }
}
