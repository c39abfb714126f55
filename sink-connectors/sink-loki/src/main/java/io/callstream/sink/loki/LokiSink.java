package io.callstream.sink.loki;

import io.callstream.sink.CallEvent;
import io.callstream.sink.Delivery;
import io.callstream.sink.Sink;
import io.callstream.sink.http.HttpSender;
import io.callstream.sink.http.Message;
import java.util.List;

/**
 * Sends each event as a line of JSON.
 *
 * @see <a href="https://grafana.com/docs/loki/latest/reference/loki-http-api/#ingest-logs">Push API</a>
 */
public final class LokiSink implements Sink {
    private final LokiSinkConfig config;
    private final HttpSender sender;
    private final Lines lines;

    LokiSink(LokiSinkConfig config, HttpSender sender) {
        this.config = config;
        this.sender = sender;
        this.lines = new Lines(config.metadata(), config.longestLine());
    }

    @Override
    public Delivery deliver(List<CallEvent> batch) {
        PushRequest request = new PushRequest();
        for (CallEvent event : batch) {
            request.add(config.labels().of(event), lines.line(event));
        }
        return Refusal.verdict(sender.post(config.target(), Message.json(request.toJson())));
    }

    @Override
    public void close() {
        sender.close();
    }
}
