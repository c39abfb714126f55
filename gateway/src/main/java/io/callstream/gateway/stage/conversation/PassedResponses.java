package io.callstream.gateway.stage.conversation;

import io.callstream.gateway.api.pass.PassedRequest;
import io.callstream.gateway.api.pass.ResponsePath;
import io.callstream.gateway.call.AnswerListener;
import io.callstream.gateway.event.ResponseFacts;
import io.callstream.gateway.provider.Destination;
import io.callstream.gateway.provider.ProviderChoice;
import org.jspecify.annotations.Nullable;

/** Responses that are made, and asked for again, by paths that pass through to a provider: each is for the key that made it. */
final class PassedResponses {
    private PassedResponses() {}

    /** What a request that passes through to a provider's account is about; null when that is no response. */
    static @Nullable ResponsePath path(PassedRequest asked) {
        return asked.choice() instanceof ProviderChoice.Account
                ? ResponsePath.of(asked.place().rest())
                : null;
    }

    /** Keeps who made a response, and where. */
    record Keeper(Conversations conversations, String owner) implements AnswerListener {
        @Override
        public void answered(ResponseFacts response, Destination from) {
            String id = response.id();
            if (id != null) {
                KeptResponse where =
                        KeptResponse.elsewhere(from.target().deployment().id());
                conversations.keep(id, owner, where);
            }
        }
    }
}
