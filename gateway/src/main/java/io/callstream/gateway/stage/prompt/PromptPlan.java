package io.callstream.gateway.stage.prompt;

import io.callstream.gateway.config.PromptRules;
import io.callstream.gateway.prompt.StoredPrompt;
import io.callstream.gateway.prompt.Variables;

/**
 * The prompt that a call gets.
 *
 * @param source the word for where it is kept
 * @param id its name there
 * @param model group that the call goes to unless the prompt names another model
 * @param ours whether it is kept in an account of the configuration's, so that a model it names is the operator's choice
 */
record PromptPlan(
        String source,
        String id,
        StoredPrompt prompt,
        Variables variables,
        PromptRules rules,
        String model,
        boolean ours) {}
