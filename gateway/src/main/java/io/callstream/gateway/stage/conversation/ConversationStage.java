package io.callstream.gateway.stage.conversation;

import io.callstream.gateway.api.InvalidRequestException;
import io.callstream.gateway.api.pass.PassedRequest;
import io.callstream.gateway.api.pass.ResponsePath;
import io.callstream.gateway.api.responses.ResponsesRequest;
import io.callstream.gateway.call.PendingCall;
import io.callstream.gateway.call.Stage;
import io.callstream.gateway.call.Step;
import io.callstream.gateway.error.CallError;
import io.callstream.gateway.error.GatewayError;
import io.callstream.gateway.error.ShownText;
import io.callstream.gateway.provider.Operation;
import io.callstream.gateway.provider.ProviderChoice;
import io.callstream.json.JsonValue;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Puts the conversation that a request goes on with before it, and sees to it that its answer can be gone on from. */
public final class ConversationStage implements Stage {
    private static final String POST = "POST";
    private static final String DELETE = "DELETE";

    private final Conversations conversations;

    public ConversationStage(Conversations conversations) {
        this.conversations = conversations;
    }

    @Override
    public String name() {
        return "conversation";
    }

    @Override
    public Step run(PendingCall call) {
        if (call.asked() instanceof PassedRequest passed && passed.choice() instanceof ProviderChoice.Keeper keeper) {
            return findKeeper(call, passed, keeper.response());
        }
        if (call.asked() instanceof PassedRequest passed) {
            ResponsePath about = PassedResponses.path(passed);
            return about == null ? Step.CONTINUE : passOn(call, passed, about.id());
        }
        if (!(call.asked() instanceof ResponsesRequest asked)) {
            return Step.CONTINUE;
        }
        String owner = Conversations.owner(call.key());
        if (asked.keeps() && conversations.keeps()) {
            call.whenAnswered(new ResponseKeeper(
                    conversations, owner, call.request().endpoint().api(), asked));
        }
        String previous = asked.previous();
        return previous == null ? Step.CONTINUE : goOn(call, asked, previous, owner);
    }

    /** For a response that its provider keeps: the gateway's own are pages, and no calls. */
    private Step findKeeper(PendingCall call, PassedRequest asked, String id) {
        Optional<KeptResponse> kept = conversations.find(id, Conversations.owner(call.key()));
        String deployment = kept.isPresent() ? kept.get().deployment() : null;
        if (deployment == null) {
            return new Step.Reject(notFound(GatewayError.RESPONSE_NOT_FOUND, "The response", id, null));
        }
        if (call.request().endpoint().operation() == Operation.RESPONSE_DELETE
                || DELETE.equals(asked.place().method())) {
            call.whenAnswered((response, from) -> conversations.remove(id));
        }
        call.read(asked.to(new ProviderChoice.Keeper(id, deployment)));
        return Step.CONTINUE;
    }

    /** By a path that passes through to a provider. */
    private Step passOn(PendingCall call, PassedRequest asked, @Nullable String id) {
        if (id != null || !POST.equals(asked.place().method())) {
            return findKeeper(call, asked, id == null ? "" : id);
        }
        String owner = Conversations.owner(call.key());
        call.whenAnswered(new PassedResponses.Keeper(conversations, owner));
        String previous = asked.text("previous_response_id");
        if (previous == null) {
            return Step.CONTINUE;
        }
        Optional<KeptResponse> kept = conversations.find(previous, owner);
        String deployment = kept.isPresent() ? kept.get().deployment() : null;
        if (deployment == null) {
            return notFound(previous);
        }
        call.read(asked.to(new ProviderChoice.Keeper(previous, deployment)));
        return Step.CONTINUE;
    }

    private Step goOn(PendingCall call, ResponsesRequest asked, String previous, String owner) {
        Optional<KeptResponse> kept = conversations.find(previous, owner);
        if (kept.isEmpty()) {
            return notFound(previous);
        }
        String deployment = kept.get().deployment();
        if (deployment != null) {
            call.read(asked.at(deployment));
            return Step.CONTINUE;
        }
        Optional<List<JsonValue>> said = conversations.until(kept.get(), owner);
        if (said.isEmpty()) {
            return notFound(previous);
        }
        try {
            call.read(asked.after(said.get()));
            return Step.CONTINUE;
        } catch (InvalidRequestException e) {
            return new Step.Reject(new CallError(e.error(), e.getMessage(), e.param()));
        }
    }

    private static Step notFound(String id) {
        return new Step.Reject(notFound(
                GatewayError.PREVIOUS_RESPONSE_NOT_FOUND, "The previous response", id, "previous_response_id"));
    }

    private static CallError notFound(GatewayError error, String what, String id, @Nullable String param) {
        String why = " is not found: it is not kept, no longer kept, or another key's.";
        return new CallError(error, what + " `" + ShownText.of(id) + "`" + why, param, what + why);
    }
}
