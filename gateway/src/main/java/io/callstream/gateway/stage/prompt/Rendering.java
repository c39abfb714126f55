package io.callstream.gateway.stage.prompt;

import io.callstream.gateway.api.ClientApi;
import io.callstream.gateway.api.RequestChange;
import io.callstream.gateway.error.CallError;
import io.callstream.gateway.error.GatewayError;
import io.callstream.gateway.error.ShownText;
import io.callstream.gateway.event.PromptFacts;
import io.callstream.gateway.identity.Grant;
import io.callstream.gateway.prompt.PromptException;
import io.callstream.gateway.prompt.PromptTemplate;
import io.callstream.gateway.route.Routes;
import java.util.HashMap;
import java.util.Map;

/**
 * What a prompt changes in a request, by LiteLLM's precedence: a deployment's parameters give way to the client's, and those
 * to the prompt's.
 */
record Rendering(Routes routes) {
    /**
     * The change.
     *
     * @param grant of the caller, who chooses the model of a prompt in an account of their own
     * @throws PromptException if variables are missing, or the prompt's model may not be used
     */
    RequestChange change(ClientApi api, PromptPlan plan, PromptTemplate template, Grant grant) throws PromptException {
        String messages = template.fill(plan.variables());
        String named = plan.rules().ignoreModel() ? null : template.model();
        boolean group = named != null && routes.first(named) != null;
        if (named != null && !plan.ours()) {
            checkTheirs(named, group, grant);
        }
        return new RequestChange(
                messages,
                plan.rules().ignoreParameters() ? Map.of() : parameters(api, template.parameters()),
                plan.rules().defaults(),
                group ? named : plan.model(),
                group ? null : named,
                new PromptFacts(plan.source(), plan.id(), template.version()));
    }

    /** How the answer comes is the client's to say, and what is said to the gateway is not a prompt's to say. */
    private static Map<String, String> parameters(ClientApi api, Map<String, String> of) {
        if (of.isEmpty()) {
            return of;
        }
        Map<String, String> kept = new HashMap<>(of);
        kept.keySet().removeIf(name -> !api.isParameter(name));
        return kept;
    }

    /** Whose prompt it is chooses among the models that they may ask for, and not among all of the provider's. */
    private static void checkTheirs(String model, boolean group, Grant grant) throws PromptException {
        if (!group) {
            throw unknown(model);
        }
        CallError refusal = grant.refusal(model);
        if (refusal != null) {
            throw new PromptException(refusal);
        }
    }

    private static PromptException unknown(String model) {
        String recorded = "The prompt names a model that does not exist on this gateway.";
        return new PromptException(new CallError(
                GatewayError.MODEL_NOT_FOUND,
                "The prompt names the model `" + ShownText.of(model) + "`, which does not exist on this gateway.",
                "prompt_id",
                recorded));
    }
}
