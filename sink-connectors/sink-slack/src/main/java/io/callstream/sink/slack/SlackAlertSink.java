package io.callstream.sink.slack;

import io.callstream.sink.AlertEvent;
import io.callstream.sink.Delivery;
import io.callstream.sink.EventSink;
import io.callstream.sink.failure.Recent;
import io.callstream.sink.http.OneByOne;
import java.util.List;
import java.util.Map;

/** Says each alert, and its end, in a message of its own. One that was said is known by its event id, and not said again. */
final class SlackAlertSink implements EventSink<AlertEvent> {
    private static final int REMEMBERED = 10_000;

    private final Channel channel;
    private final AlertWording wording;
    private final Map<String, Boolean> said = new Recent<>(REMEMBERED);
    private boolean closed;

    SlackAlertSink(Channel channel, AlertWording wording) {
        this.channel = channel;
        this.wording = wording;
    }

    @Override
    public synchronized Delivery deliver(List<AlertEvent> batch) {
        return closed ? Delivery.retry("closed") : OneByOne.deliver(batch, this::say);
    }

    private Delivery say(AlertEvent event) {
        if (said.containsKey(event.eventId())) {
            return Delivery.delivered();
        }
        Delivery verdict = channel.say(wording.message(event));
        if (verdict instanceof Delivery.Delivered) {
            said.put(event.eventId(), true);
        }
        return verdict;
    }

    /** One that was said before is only acknowledged. */
    @Override
    public boolean sends(AlertEvent event) {
        return false;
    }

    @Override
    public synchronized void close() {
        if (!closed) {
            closed = true;
            channel.close();
        }
    }
}
