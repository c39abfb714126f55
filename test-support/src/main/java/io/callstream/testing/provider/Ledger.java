package io.callstream.testing.provider;

import io.callstream.testing.reply.Header;
import io.callstream.testing.reply.Reply;
import io.netty.handler.codec.http.FullHttpRequest;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** The scripted answers still to give and the calls seen so far. Thread contract: any thread. */
final class Ledger {
    private final int remembered;
    private final Deque<ReceivedCall> calls = new ArrayDeque<>();
    private final Deque<Reply> scripted = new ArrayDeque<>();
    private final CompletableFuture<ReceivedCall> firstCancelled = new CompletableFuture<>();

    Ledger(int remembered) {
        this.remembered = remembered;
    }

    boolean off() {
        return remembered == 0;
    }

    synchronized void script(List<Reply> replies) {
        scripted.addAll(replies);
    }

    synchronized @Nullable Reply nextScripted() {
        return scripted.poll();
    }

    synchronized List<ReceivedCall> calls() {
        return List.copyOf(calls);
    }

    CompletableFuture<ReceivedCall> firstCancelled() {
        return firstCancelled.copy();
    }

    ReceivedCall open(FullHttpRequest request, byte[] body) {
        List<Header> headers = new ArrayList<>();
        request.headers().forEach(header -> headers.add(new Header(header.getKey(), header.getValue())));
        ReceivedCall call = new ReceivedCall(request.method().name(), request.uri(), headers, body);
        if (!off()) {
            remember(call);
        }
        return call;
    }

    private synchronized void remember(ReceivedCall call) {
        if (calls.size() == remembered) {
            calls.removeFirst();
        }
        calls.addLast(call);
    }

    void ended(ReceivedCall call, ReceivedCall.Outcome how) {
        call.ended(how);
        if (how == ReceivedCall.Outcome.CANCELLED) {
            firstCancelled.complete(call);
        }
    }
}
