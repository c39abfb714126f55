package io.callstream.gateway.server;

import io.callstream.gateway.call.CallHandle;
import io.callstream.gateway.limit.Hold;
import java.util.function.Consumer;

/** A posted request on its way to its answer, as its connection sees it. Only for the event loop. */
final class PostedCall implements CallHandle, Consumer<Page> {
    private final Hold hold;
    private final Consumer<Page> send;
    private boolean gone;
    private boolean answered;

    /** @param send gives the answer to the client */
    PostedCall(Hold hold, Consumer<Page> send) {
        this.hold = hold;
        this.send = send;
    }

    @Override
    public void accept(Page page) {
        if (answered) {
            throw new IllegalStateException("a request is answered once");
        }
        answered = true;
        hold.close();
        if (!gone) {
            send.accept(page);
        }
    }

    /** A call takes its place, and what it holds. */
    void handOver(Runnable call) {
        answered = true;
        if (gone) {
            hold.close();
        } else {
            call.run();
        }
    }

    @Override
    public void clientGone() {
        gone = true;
    }
}
