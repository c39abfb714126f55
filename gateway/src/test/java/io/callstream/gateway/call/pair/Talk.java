package io.callstream.gateway.call.pair;

import static org.assertj.core.api.Assertions.assertThat;

import io.callstream.events.FailureEvent;
import io.callstream.events.SuccessEvent;
import io.callstream.gateway.call.CallRig;
import io.callstream.gateway.call.RecordingClient;
import io.callstream.gateway.upstream.ProviderWire;

/** A call that has reached its provider, and what comes of it. */
record Talk(CallRig rig, ClientForm form, RecordingClient client, boolean stream) implements AutoCloseable {
    /** A client asks for a model. */
    static Talk begin(String config, String model, ClientForm form, Conversation conversation, boolean stream) {
        CallRig rig = new CallRig(config + "\n");
        RecordingClient client = rig.call(form.api(), form.path(), form.request(model, conversation, stream));
        assertThat(client.received()).as("what is asked can be asked there").isEmpty();
        return new Talk(rig, form, client, stream);
    }

    Request request() {
        return Request.of(rig.wire().requests());
    }

    /** Sends all of an answer. */
    void answers(FakeProvider.Reply reply, int size) {
        sends(reply, size);
        rig.wire().endChunks();
    }

    /** Sends an answer but for its end, in pieces that end anywhere, also within a character. */
    void sends(FakeProvider.Reply reply, int size) {
        ProviderWire wire = rig.wire();
        wire.begin(reply.status(), reply.type());
        byte[] body = reply.body();
        for (int from = 0; from < body.length; from += size) {
            wire.chunk(body, from, Math.min(size, body.length - from));
        }
    }

    Said said() {
        return stream ? form.streamed(client.content()) : form.plain(Json.read(client.content()));
    }

    SuccessEvent success() {
        return rig.lane().only(SuccessEvent.class);
    }

    FailureEvent failure() {
        return rig.lane().only(FailureEvent.class);
    }

    @Override
    public void close() {
        rig.close();
    }
}
