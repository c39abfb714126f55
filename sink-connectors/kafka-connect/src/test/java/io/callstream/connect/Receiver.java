package io.callstream.connect;

import io.callstream.sink.testkit.FakeDestination;
import io.callstream.sink.testkit.FakeReply;
import io.callstream.sink.testkit.Fault;
import io.callstream.sink.testkit.ReceivedRequest;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A web service that takes lines of events from those who know the key, and refuses those that it is told to. */
final class Receiver implements AutoCloseable {
    private static final Pattern EVENT_ID = Pattern.compile("\"event_id\":\"([^\"]+)\"");

    private final List<String> arrived = new CopyOnWriteArrayList<>();
    private final Set<String> refused = ConcurrentHashMap.newKeySet();
    private final FakeDestination server = FakeDestination.start(401, this::answer);
    private volatile String key = "first";

    private FakeReply answer(ReceivedRequest request) {
        if (!request.header("authorization").equals("Bearer " + key)) {
            return FakeReply.status(401, "wrong key");
        }
        List<String> ids = request.text().lines().map(Receiver::id).toList();
        if (ids.stream().anyMatch(refused::contains)) {
            return FakeReply.status(400, "refused");
        }
        arrived.addAll(ids);
        return FakeReply.ok("");
    }

    private static String id(String line) {
        Matcher matcher = EVENT_ID.matcher(line);
        if (!matcher.find()) {
            throw new IllegalStateException("a line without an event id");
        }
        return matcher.group(1);
    }

    String url() {
        return server.uri("/events").toString();
    }

    List<String> arrived() {
        return arrived;
    }

    int requests() {
        return server.requests().size();
    }

    void refuse(String eventId) {
        refused.add(eventId);
    }

    void changeKey(String next) {
        key = next;
    }

    void inflict(Fault fault) {
        server.inflict(fault);
    }

    void heal() {
        server.heal();
    }

    @Override
    public void close() {
        server.close();
    }
}
