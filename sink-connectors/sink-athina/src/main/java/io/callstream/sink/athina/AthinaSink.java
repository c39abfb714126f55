package io.callstream.sink.athina;

import io.callstream.sink.CallEvent;
import io.callstream.sink.Delivery;
import io.callstream.sink.Sink;
import io.callstream.sink.calls.EndedCall;
import io.callstream.sink.http.HttpSender;
import io.callstream.sink.http.Message;
import io.callstream.sink.http.OneByOne;
import io.callstream.sink.http.StatusTable;
import io.callstream.sink.http.Target;
import io.callstream.sink.json.JsonBytes;
import java.util.List;

/** Posts each ended call as a log of its own; Athina takes no batches. Pre-calls and chunks are only acknowledged. */
public final class AthinaSink implements Sink {
    private static final StatusTable STATUSES = StatusTable.standard();

    private final Target target;
    private final HttpSender sender;

    AthinaSink(Target target, HttpSender sender) {
        this.target = target;
        this.sender = sender;
    }

    @Override
    public Delivery deliver(List<CallEvent> batch) {
        return OneByOne.deliver(batch, this::send);
    }

    private Delivery send(CallEvent event) {
        if (!event.kind().terminal()) {
            return Delivery.delivered();
        }
        byte[] body = JsonBytes.of(Inference.of(EndedCall.of(event)));
        return STATUSES.delivery(sender.post(target, Message.json(body)));
    }

    @Override
    public void close() {
        sender.close();
    }
}
