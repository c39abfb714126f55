package io.callstream.sink.runtime.deliver;

import io.callstream.sink.CallEvent;
import io.callstream.sink.Delivery;
import io.callstream.sink.Sink;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;

/** A destination that answers as it was told, then takes everything but its poison. */
final class ScriptedSink implements Sink {
    private final Deque<Callable<Delivery>> answers = new ArrayDeque<>();
    private final Set<String> poison;
    final List<List<String>> requests = new ArrayList<>();
    final List<String> arrived = new ArrayList<>();

    ScriptedSink(String... poison) {
        this.poison = Set.of(poison);
    }

    ScriptedSink answer(Callable<Delivery> answer) {
        answers.add(answer);
        return this;
    }

    @Override
    public Delivery deliver(List<CallEvent> batch) throws Exception {
        List<String> ids = batch.stream().map(CallEvent::eventId).toList();
        requests.add(ids);
        if (!answers.isEmpty()) {
            return answers.remove().call();
        }
        if (ids.stream().anyMatch(poison::contains)) {
            return Delivery.rejected("bad event");
        }
        arrived.addAll(ids);
        return Delivery.delivered();
    }

    @Override
    public void close() {}
}
